package io.parley.cli.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import io.parley.TestServers;
import io.parley.server.ListenerSettings;
import io.parley.server.ServerSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Which listeners {@code parley server} opens. */
class ListenerOptionsTest {
  private static final String OWN_LIST =
      "[{ dialect = plain, host = localhost, port = 1, enabled = true },"
          + " { dialect = beej, host = localhost, port = 2, enabled = false }]";

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "nohost.invalid"})
  void host_beyond_this_machine_opens_beej_only(String host) throws Exception {
    ListenerOptions options = parse("--host", host);

    assertEquals(List.of("beej " + host + " 3490"), apply(options, TestServers.config()));
    assertEquals(
        Optional.of(
            "--host "
                + host
                + " opens beej only; --listen DIALECT=PORT opens other dialects, and so does a list of"
                + " your own in parley.listeners"),
        options.omission(false));
    assertEquals(
        List.of("beej " + host + " 4000"),
        apply(parse("4000", "--host", host), TestServers.config()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.2", "::1"})
  void host_on_this_machine_opens_all(String host) throws Exception {
    ListenerOptions options = parse("--host", host);

    assertEquals(7, apply(options, TestServers.config()).size());
    assertEquals(Optional.empty(), options.omission(false));
  }

  @Test
  void named_dialects_are_opened() throws Exception {
    ListenerOptions options =
        parse("--host", "0.0.0.0", "--listen", "plain=5", "--listen", "login=6");

    assertEquals(
        List.of("plain 0.0.0.0 5", "login 0.0.0.0 6"), apply(options, TestServers.config()));
    assertEquals(Optional.empty(), options.omission(false));
  }

  @Test
  void list_of_the_operator_is_opened() throws Exception {
    Config own = TestServers.config(Map.of("parley.listeners", OWN_LIST));
    ListenerOptions options = parse("--host", "0.0.0.0");

    assertEquals(List.of("plain 0.0.0.0 1"), apply(options, own));
    assertEquals(Optional.empty(), options.omission(true));
    assertTrue(ServerSettings.hasOwnListeners(own));
    assertFalse(ServerSettings.hasOwnListeners(TestServers.config()));
  }

  @Test
  void tls_is_for_every_listener_or_as_configured_for_the_dialect() throws Exception {
    assertTrue(
        listeners(parse("--tls"), TestServers.config()).stream().allMatch(ListenerSettings::tls));
    Config own =
        TestServers.config(
            Map.of(
                "parley.listeners",
                "[{ dialect = beej, host = localhost, port = 1, enabled = true, tls = on }]"));

    assertEquals(
        List.of(
            new ListenerSettings("beej", "localhost", 5, true),
            new ListenerSettings("plain", "127.0.0.1", 6)),
        listeners(parse("--listen", "beej=5", "--listen", "plain=6"), own));
  }

  private static List<ListenerSettings> listeners(ListenerOptions options, Config config)
      throws Exception {
    return options.apply(
        new CommandLine(options),
        ServerSettings.read(config).listeners(),
        ServerSettings.hasOwnListeners(config));
  }

  private static ListenerOptions parse(String... arguments) {
    return CommandLine.populateCommand(new ListenerOptions(), arguments);
  }

  private static List<String> apply(ListenerOptions options, Config config) throws Exception {
    List<ListenerSettings> configured = ServerSettings.read(config).listeners();
    return options
        .apply(new CommandLine(options), configured, ServerSettings.hasOwnListeners(config))
        .stream()
        .map(listener -> listener.dialect() + " " + listener.host() + " " + listener.port())
        .toList();
  }
}
