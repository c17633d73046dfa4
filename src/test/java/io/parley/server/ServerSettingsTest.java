package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.config.ConfigLoader;
import io.parley.config.InvalidSettingsException;
import io.parley.dialect.Dialects;
import io.parley.room.FlushSettings;
import io.parley.tls.CertificateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerSettingsTest {
  @TempDir Path folder;

  @Test
  void reads_shipped_configuration() throws InvalidSettingsException {
    ServerSettings settings = ServerSettings.read(TestServers.config());

    assertEquals(
        List.copyOf(Dialects.names()),
        settings.listeners().stream().map(ListenerSettings::dialect).toList());
    List<ListenerSettings> portsOfOriginalPrograms =
        List.of(
            new ListenerSettings("beej", "127.0.0.1", 3490),
            new ListenerSettings("nickname", "127.0.0.1", 8888),
            new ListenerSettings("login", "127.0.0.1", 8889),
            new ListenerSettings("prompt", "127.0.0.1", 4567),
            new ListenerSettings("plain", "127.0.0.1", 12345),
            new ListenerSettings("whisper", "127.0.0.1", 12346),
            new ListenerSettings("notification", "127.0.0.1", 12347));
    assertTrue(
        settings.listeners().containsAll(portsOfOriginalPrograms),
        () -> settings.listeners().toString());
    assertTrue(
        settings.listeners().stream().allMatch(listener -> listener.host().equals("127.0.0.1")));
    assertEquals(30 * 1024, settings.maxFrame());
    assertEquals(4096, settings.connection().maxText());
    assertEquals(4 * 1024 * 1024, settings.connection().maxSendQueue());
    assertEquals(Duration.ofSeconds(30), settings.connection().registration());
    assertEquals(
        new FlushSettings(
            Duration.ofMillis(1),
            Duration.ofNanos(10_000),
            Duration.ofNanos(40_000),
            Duration.ofNanos(100_000)),
        settings.room().flush());
    assertEquals(
        new KeepAliveSettings(Duration.ofSeconds(30), Duration.ofSeconds(10), 3),
        settings.keepAlive());
  }

  @Test
  void omits_disabled_listener() throws InvalidSettingsException {
    String listeners =
        "[{dialect: beej, host: localhost, port: 1, enabled: no}, {dialect: beej, host: localhost,"
            + " port: 2, enabled: yes}]";
    ServerSettings settings =
        ServerSettings.read(TestServers.config(Map.of("parley.listeners", listeners)));

    assertEquals(List.of(new ListenerSettings("beej", "localhost", 2)), settings.listeners());
  }

  @Test
  void reports_both_listeners_of_a_conflicting_port() {
    String listeners =
        "[{dialect: beej, host: localhost, port: 7, enabled: yes}, {dialect: plain, host:"
            + " localhost, port: 7, enabled: yes}]";
    InvalidSettingsException invalid =
        assertThrows(
            InvalidSettingsException.class,
            () -> ServerSettings.read(TestServers.config(Map.of("parley.listeners", listeners))));

    assertEquals(1, invalid.errors().size(), invalid.errors()::toString);
    assertTrue(
        invalid.errors().get(0).contains("beej and plain cannot both listen on localhost:7"),
        invalid.errors()::toString);
  }

  @Test
  void reports_networks_that_are_not_valid_with_file_and_line() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("parley.conf"),
            "parley.limits {\n  exempt = [\"10.0.0.0/8\", \"office\", \"10.1.0.0/8\"]\n}\n");
    InvalidSettingsException invalid =
        assertThrows(
            InvalidSettingsException.class,
            () -> ServerSettings.read(ConfigLoader.load(Optional.of(file), Map.of())));

    assertEquals(
        List.of(
            file
                + ":2: parley.limits.exempt has an error: office is not an IP address or a network"
                + " such as 10.0.0.0/8",
            file
                + ":2: parley.limits.exempt has an error: 10.1.0.0/8 has bits after its prefix;"
                + " write 10.0.0.0/8"),
        invalid.errors());
  }

  @Test
  void reports_all_errors_at_once_with_setting_names() {
    InvalidSettingsException invalid =
        assertThrows(
            InvalidSettingsException.class,
            () ->
                ServerSettings.read(
                    TestServers.config(
                        Map.of(
                            "parley.limits.text", "7001",
                            "parley.limits.txet", "5",
                            "parley.limits.drain-timeout", "soon",
                            "parley.accept-backlog", "-1",
                            "parley.room.max-batch", "1 KiB, or so",
                            "parley.listeners",
                                "[{dialect: elvish, host: localhost, port: 70000, enabled: maybe,"
                                    + " tls: perhaps, alpn: on}]"))));

    for (String named :
        List.of(
            "limits.text",
            "limits.txet",
            "limits.drain-timeout",
            "accept-backlog",
            "room.max-batch",
            "listeners[0].dialect",
            "listeners[0].port",
            "listeners[0].enabled",
            "listeners[0].tls",
            "listeners[0].alpn")) {
      assertTrue(
          invalid.errors().stream().anyMatch(error -> error.contains("parley." + named + " ")),
          () -> named + " is not in " + invalid.errors());
    }
    assertEquals(10, invalid.errors().size(), invalid.errors()::toString);
  }

  @Test
  void reads_tls_of_a_listener_and_the_files_of_its_certificate() throws Exception {
    ServerSettings settings =
        ServerSettings.read(
            TestServers.config(
                Map.of(
                    "parley.data",
                    "/srv/parley",
                    "parley.listeners",
                    "[{dialect: beej, host: localhost, port: 1, enabled: yes, tls: on},"
                        + " {dialect: plain, host: localhost, port: 2, enabled: yes}]")));

    assertTrue(settings.hasTls());
    assertEquals(
        List.of(true, false), settings.listeners().stream().map(ListenerSettings::tls).toList());
    assertEquals(
        new TlsSettings(
            new CertificateFiles(
                Path.of("/srv/parley/tls/certificate.pem"), Path.of("/srv/parley/tls/key.pem")),
            true,
            Duration.ofSeconds(10),
            Duration.ofSeconds(5)),
        settings.tls());
    assertFalse(ServerSettings.read(TestServers.config()).hasTls());
  }

  @Test
  void certificate_and_key_are_named_together() throws Exception {
    assertEquals(
        new CertificateFiles(Path.of("/a.pem"), Path.of("/b.pem")),
        ServerSettings.read(
                TestServers.config(
                    Map.of("parley.tls.certificate", "/a.pem", "parley.tls.key", "/b.pem")))
            .tls()
            .files());
    for (String missing : List.of("certificate", "key")) {
      String present = missing.equals("key") ? "certificate" : "key";
      InvalidSettingsException invalid =
          assertThrows(
              InvalidSettingsException.class,
              () ->
                  ServerSettings.read(
                      TestServers.config(Map.of("parley.tls." + present, "/a.pem"))));
      assertTrue(
          invalid
              .errors()
              .get(0)
              .endsWith(
                  "parley.tls."
                      + missing
                      + " must not be empty while tls."
                      + present
                      + " has a value"),
          invalid.errors()::toString);
    }
  }
}
