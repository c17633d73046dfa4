package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.tls.CertificateFiles;
import io.parley.tls.ServerIdentity;
import io.parley.tls.TestCertificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a listener accepts of all that the JDK can speak, weak versions and suites included. */
class TlsScanTest {
  private static final int DEADLINE_SECONDS = 120;

  @TempDir Path folder;

  @Test
  void listener_accepts_only_what_the_documentation_lists() throws Exception {
    Path security =
        Files.writeString(
            folder.resolve("java.security"),
            """
            jdk.tls.disabledAlgorithms=
            jdk.certpath.disabledAlgorithms=
            jdk.tls.legacyAlgorithms=
            """);
    Process scan =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.security.properties=" + security,
                "-cp",
                System.getProperty("java.class.path"),
                TlsScan.class.getName(),
                certificate("ec", TestCertificates.ec()),
                certificate("rsa", TestCertificates.rsa()))
            .redirectError(folder.resolve("log").toFile())
            .start();
    List<String> lines = scan.inputReader(StandardCharsets.UTF_8).lines().toList();
    assertTrue(scan.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS));
    assertEquals(0, scan.exitValue(), () -> read(folder.resolve("log")));

    assertEquals(
        new TreeSet<>(TlsScan.WEAK), starting(lines, "control "), "the client can try weak ones");
    assertEquals(documented(), starting(lines, "accepted "));
  }

  /** The rows {@code | TLSv1.3 | SUITE | ...} of the documentation. */
  private static Set<String> documented() throws IOException {
    return Files.readAllLines(Path.of("docs/security.md")).stream()
        .filter(line -> line.startsWith("| `TLSv"))
        .map(line -> line.split("`", -1))
        .map(cells -> cells[1] + " " + cells[3])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> starting(List<String> lines, String title) {
    return lines.stream()
        .filter(line -> line.startsWith(title))
        .map(line -> line.substring(title.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String certificate(String name, KeyPair keys) throws IOException {
    Path own = Files.createDirectory(folder.resolve(name));
    new CertificateFiles(own.resolve("certificate.pem"), own.resolve("key.pem"))
        .write(
            new ServerIdentity(
                List.of(TestCertificates.selfSigned("localhost", keys)), keys.getPrivate()));
    return own.toString();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
