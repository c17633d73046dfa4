package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.tls.CertificateFiles;
import io.parley.tls.Fingerprint;
import io.parley.tls.TestCertificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code parley certificate}. */
class CertificateCommandTest {
  @TempDir Path folder;

  @Test
  void renew_makes_a_certificate_and_show_prints_it() throws Exception {
    CertificateFiles files = CertificateFiles.inDataFolder(folder);

    CommandLineRun renewed = run("renew", "--data", folder.toString());
    Fingerprint first = Fingerprint.of(files.load().certificate());
    assertEquals(
        List.of(
            "parley: new certificate in " + files.certificate(), "parley: fingerprint " + first),
        renewed.out());
    List<String> shown = run("show", "--data", folder.toString()).out();
    assertEquals("file         " + files.certificate(), shown.get(0));
    assertTrue(shown.contains("fingerprint  " + first), shown::toString);
    assertTrue(
        shown.stream()
            .anyMatch(line -> line.matches("names        localhost, .*127\\.0\\.0\\.1.*")),
        shown::toString);

    assertEquals(0, run("renew", "--data", folder.toString()).status());
    assertNotEquals(first, Fingerprint.of(files.load().certificate()));
  }

  @Test
  void show_without_a_certificate_says_how_to_get_one() {
    run("show", "--data", folder.toString())
        .assertFailed(
            "there is no certificate in "
                + folder.resolve("tls")
                + "; a server with TLS, or `parley certificate renew`, makes one");
  }

  @Test
  void certificate_of_somebody_else_is_shown_and_not_renewed() throws Exception {
    CertificateFiles files = TestCertificates.write(folder, "chat.example.org");
    String certificate = "-Dparley.tls.certificate=" + files.certificate();
    String key = "-Dparley.tls.key=" + files.key();

    assertTrue(run("show", certificate, key).out().contains("subject      CN=chat.example.org"));
    run("renew", certificate, key)
        .assertFailed(
            "parley.tls.certificate names "
                + files.certificate()
                + "; renew it with the program that made it");
    Files.writeString(files.key(), "damaged");
    run("show", certificate, key).assertFailed(files.key() + ": no private key in PEM");
  }

  @Test
  void certificate_without_a_command_is_invalid_usage() {
    CommandLineRun.run("certificate").assertInvalidUsage("Missing command");
  }

  private static CommandLineRun run(String command, String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "certificate";
    arguments[1] = command;
    System.arraycopy(options, 0, arguments, 2, options.length);
    return CommandLineRun.run(arguments);
  }
}
