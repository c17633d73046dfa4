package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.cli.destination.Destination;
import io.parley.cli.destination.LastConnection;
import io.parley.cli.terminal.Environment;
import io.parley.cli.terminal.FakeUserPrompt;
import io.parley.cli.terminal.PromptCancelledException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server that {@code parley client} connects to. It refuses connections, so that the error
 * message names it.
 */
class ClientDestinationTest {
  @TempDir Path home;
  private FakeUserPrompt prompt = new FakeUserPrompt();
  private Socket refusingSocket;
  private String port;

  @BeforeEach
  void bindPort() throws Exception {
    refusingSocket =
        new Socket(); // bound, so that no other process has the port, but not listening
    refusingSocket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    port = String.valueOf(refusingSocket.getLocalPort());
  }

  @AfterEach
  void releasePort() throws Exception {
    refusingSocket.close();
  }

  @Test
  void uri_connects_to_its_server() {
    assertConnectsToServer("client", "parley://chris@127.0.0.1:" + port + "/garden");
  }

  @Test
  void profile_connects_to_its_server() throws Exception {
    writeClientConfig("profiles.home.server = \"parley://chris@127.0.0.1:" + port + "\"");

    assertConnectsToServer("client", "home");
  }

  @Test
  void default_profile_is_used_without_arguments() throws Exception {
    writeClientConfig(
        "default = home\nprofiles.home { host = 127.0.0.1, port = " + port + ", nickname = pat }");

    assertConnectsToServer("client");
  }

  @Test
  void answers_name_the_server_and_are_not_saved_if_connecting_fails() throws Exception {
    prompt = new FakeUserPrompt("127.0.0.1", port, "chris");

    assertConnectsToServer("client");
    prompt.assertPrompts("Server [localhost]", "Port [3490]", "Nickname [maria]");
    assertFalse(Files.exists(environment().stateFolder()));
  }

  @Test
  void last_connection_is_offered_as_default() throws Exception {
    new LastConnection(environment().stateFolder())
        .save(
            new Destination(
                "pat",
                "127.0.0.1",
                Integer.parseInt(port),
                Optional.empty(),
                List.of(),
                "beej",
                false));
    prompt = new FakeUserPrompt("", "", "");

    assertConnectsToServer("client");
    prompt.assertPrompts("Server [127.0.0.1]", "Port [" + port + "]", "Nickname [pat]");
  }

  @Test
  void cancelled_prompt_ends_the_client() {
    CommandLineRun.runIn(environment(), "client").assertFailed("not connected: cancelled");
    assertEquals(130, PromptCancelledException.interrupted().exitStatus());
  }

  @Test
  void mistake_in_client_conf_is_reported_with_its_line() throws Exception {
    Path file =
        writeClientConfig(
            "profiles {\n  home { hots = h }\n}\nparley.client.linger-timeout = -1 s");

    CommandLineRun result = CommandLineRun.runIn(environment(), "client", "pat", "127.0.0.1", port);

    result.assertFailed(
        file + ":2: profiles.home.hots is not a setting",
        file + ":2: profiles.home.server or host must be set, but not both");
    writeClientConfig("parley.client.linger-timeout = -1 s");
    List<String> err = CommandLineRun.runIn(environment(), "client", "pat", "h", port).err();
    assertTrue(
        err.get(0).startsWith("parley: " + file + ":1: parley.client.linger-timeout"), err.get(0));
  }

  @Test
  void command_line_overrides_client_conf() throws Exception {
    writeClientConfig("parley.client.linger-timeout = -1 s");

    assertConnectsToServer(
        "client", "-D", "parley.client.linger-timeout=1 s", "pat", "127.0.0.1", port);
    assertConnectsToServer(
        "client", "--set", "parley.client.linger-timeout=1 s", "pat", "127.0.0.1", port);
  }

  private void assertConnectsToServer(String... arguments) {
    CommandLineRun.runIn(environment(), arguments)
        .assertFailed("cannot connect to 127.0.0.1:" + port + ": connection refused");
  }

  private Path writeClientConfig(String text) throws Exception {
    Path folder = Files.createDirectories(environment().configFolder());
    return Files.writeString(folder.resolve("client.conf"), text);
  }

  private Environment environment() {
    return new Environment(Map.of(), home.toString(), "maria", () -> Optional.of(prompt));
  }
}
