package io.parley.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.cli.terminal.Environment;
import io.parley.cli.terminal.FakeUserPrompt;
import io.parley.client.ScriptedServer;
import io.parley.client.local.KnownServers;
import io.parley.tls.Fingerprint;
import io.parley.tls.TestCertificates;
import io.parley.tls.TestCertificates.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code parley client} and the certificates of servers. */
class ClientTlsTest {
  private static final String HOST = "127.0.0.1";

  private final Identity identity = TestCertificates.selfSigned(HOST);
  @AutoClose private final ScriptedServer server = new ScriptedServer().with(identity);
  private FakeUserPrompt prompt = new FakeUserPrompt();
  @TempDir Path home;

  @Test
  void script_refuses_unknown_certificate_with_the_option_that_accepts_it() throws Exception {
    CompletableFuture<CommandLineRun> run = run("--tls", "--once", "hello", "pat", HOST, port());
    refuseHandshake();

    result(run)
        .assertFailed(
            cannotConnect()
                + "its certificate is not trusted: it is self-signed; --fingerprint "
                + identity.fingerprint()
                + " accepts it");
    assertFalse(Files.exists(environment().stateFolder().resolve(KnownServers.FILE_NAME)));
  }

  @Test
  void question_shows_the_certificate_and_its_default_answer_is_no() throws Exception {
    prompt = new FakeUserPrompt("");
    CompletableFuture<CommandLineRun> run = run("--tls", "pat", HOST, port());
    refuseHandshake();

    assertTrue(result(run).err().get(0).startsWith("parley: " + cannotConnect()));
    prompt.assertPrompts(
        "The certificate of " + HOST + ":" + port() + " is not trusted: it is self-signed.",
        "  Subject      CN=" + HOST,
        "  Valid        " + validity(),
        "  Fingerprint  " + identity.fingerprint(),
        "Compare the fingerprint with that of the operator of the server.",
        "Accept it now and in the future (yes or no) [no]");
    assertFalse(Files.exists(environment().stateFolder().resolve(KnownServers.FILE_NAME)));
  }

  @Test
  void changed_certificate_is_refused_with_both_fingerprints_and_without_a_question()
      throws Exception {
    Fingerprint known = TestCertificates.selfSigned(HOST).fingerprint();
    KnownServers servers = new KnownServers(environment().stateFolder());
    servers.remember(HOST, server.port(), known);
    CompletableFuture<CommandLineRun> run = run("parleys://pat@" + HOST + ":" + port());
    refuseHandshake();

    List<String> err = result(run).err();
    assertEquals(
        "parley: "
            + cannotConnect()
            + "its certificate has changed: somebody may be intercepting the connection",
        err.get(0));
    Path file = environment().stateFolder().resolve(KnownServers.FILE_NAME);
    assertEquals(
        "parley: the known certificate is " + known + " (line 1 of " + file + ")", err.get(1));
    assertTrue(
        err.get(2).startsWith("parley: the certificate is now " + identity.fingerprint()),
        err.get(2));
    assertTrue(err.get(3).contains("remove line 1 of " + file), err.get(3));
    assertEquals(List.of(HOST + ":" + port() + " " + known), Files.readAllLines(file));
    prompt.assertNotAsked();
  }

  @Test
  void fingerprint_accepts_its_certificate_without_remembering_it() throws Exception {
    CompletableFuture<CommandLineRun> run =
        run(
            "--tls",
            "--fingerprint",
            identity.fingerprint().toString(),
            "--once",
            "hello",
            "pat",
            HOST,
            port());
    serveOnce();

    assertEquals(new CommandLineRun(0, List.of(), List.of()), result(run));
    assertFalse(Files.exists(environment().stateFolder().resolve(KnownServers.FILE_NAME)));
  }

  @Test
  void known_certificate_of_a_profile_with_tls_is_accepted_in_a_pipe() throws Exception {
    new KnownServers(environment().stateFolder())
        .remember(HOST, server.port(), identity.fingerprint());
    Path folder = Files.createDirectories(environment().configFolder());
    Files.writeString(
        folder.resolve("client.conf"),
        "profiles.home { host = \""
            + HOST
            + "\", port = "
            + port()
            + ", nickname = pat, tls = on }");
    CompletableFuture<CommandLineRun> run = run("--once", "hello", "home");
    serveOnce();

    assertEquals(new CommandLineRun(0, List.of(), List.of()), result(run));
  }

  @Test
  void other_fingerprint_refuses_the_certificate() throws Exception {
    Fingerprint other = TestCertificates.selfSigned(HOST).fingerprint();
    CompletableFuture<CommandLineRun> run =
        run("--tls", "--fingerprint", other.toString(), "--once", "hello", "pat", HOST, port());
    refuseHandshake();

    result(run)
        .assertFailed(
            cannotConnect()
                + "its certificate is "
                + identity.fingerprint()
                + ", and --fingerprint accepts only "
                + other);
  }

  @Test
  void fingerprint_needs_tls() throws Exception {
    result(run("--fingerprint", identity.fingerprint().toString(), "pat", HOST, port()))
        .assertInvalidUsage("--fingerprint is for TLS: add --tls or parleys://");
    CommandLineRun malformed = result(run("--tls", "--fingerprint", "SHA256:AB", "pat", HOST));
    malformed.assertInvalidUsage(
        "Invalid value for option '--fingerprint': 'SHA256:AB' is not SHA256: and 64 hexadecimal"
            + " digits");
  }

  @Test
  void server_without_tls_is_named_in_one_sentence() throws Exception {
    try (ServerSocket clear = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<CommandLineRun> run =
          run("--tls", "--once", "hello", "pat", HOST, String.valueOf(clear.getLocalPort()));
      try (Socket peer = clear.accept()) {
        peer.getOutputStream().write("welcome".getBytes(UTF_8));

        result(run)
            .assertFailed(
                "cannot connect to "
                    + HOST
                    + ":"
                    + clear.getLocalPort()
                    + ": it does not answer with TLS; without --tls it may work");
      }
    }
  }

  private void serveOnce() throws IOException {
    server.welcomeOnce("pat");
    assertEquals("{\"type\":\"chat\",\"message\":\"hello\"}", server.readPacket());
    server.send("{\"type\":\"chat\",\"nick\":\"pat\",\"message\":\"hello\"}");
    server.expectEnd();
    server.finish();
  }

  private void refuseHandshake() throws IOException {
    server.accept();
    IOException refused = assertThrows(IOException.class, server::readPacket);
    assertTrue(
        refused instanceof SSLException || refused instanceof SocketException, refused::toString);
  }

  private String validity() {
    return day(identity.certificate().getNotBefore())
        + " to "
        + day(identity.certificate().getNotAfter());
  }

  private static String day(Date date) {
    return date.toInstant().toString().substring(0, 10);
  }

  private CompletableFuture<CommandLineRun> run(String... arguments) throws Exception {
    Environment environment = environment();
    String[] all = new String[arguments.length + 1];
    all[0] = "client";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return CompletableFuture.supplyAsync(() -> CommandLineRun.runIn(environment, all));
  }

  private static CommandLineRun result(CompletableFuture<CommandLineRun> run) throws Exception {
    return run.get(2, TimeUnit.MINUTES);
  }

  private String cannotConnect() {
    return "cannot connect to " + HOST + ":" + port() + ": ";
  }

  private String port() {
    return String.valueOf(server.port());
  }

  private Environment environment() {
    return new Environment(Map.of(), home.toString(), "maria", () -> Optional.of(prompt));
  }
}
