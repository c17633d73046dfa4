package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** Which server each way in leads to: one that does not answer, so that the client names it. */
class ClientWaysTest {
  @TempDir Path home;
  private FakeQuestions person = new FakeQuestions();
  private Socket silent;
  private String port;

  @BeforeEach
  void bind() throws Exception {
    silent = new Socket(); // bound, so that nobody else has it, and not listening
    silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    port = String.valueOf(silent.getLocalPort());
  }

  @AfterEach
  void close() throws Exception {
    silent.close();
  }

  @Test
  void an_address_leads_to_its_server() {
    assertLeadsThere("client", "parley://chris@127.0.0.1:" + port + "/garden");
  }

  @Test
  void a_profile_leads_to_its_server() throws Exception {
    own("profiles.home.server = \"parley://chris@127.0.0.1:" + port + "\"");

    assertLeadsThere("client", "home");
  }

  @Test
  void the_usual_profile_is_where_nothing_is_said() throws Exception {
    own("default = home\nprofiles.home { host = 127.0.0.1, port = " + port + ", nickname = pat }");

    assertLeadsThere("client");
  }

  @Test
  void answers_lead_to_their_server_which_is_not_remembered_unless_it_answers() {
    person = new FakeQuestions("127.0.0.1", port, "chris");

    assertLeadsThere("client");
    person.assertHeard("Server [localhost]", "Port [3490]", "Nickname [maria]");
    assertFalse(Files.exists(surroundings().stateFolder()));
  }

  @Test
  void what_was_there_last_is_offered() {
    new RecentVisit(surroundings().stateFolder())
        .remember(
            new Destination("pat", "127.0.0.1", Integer.parseInt(port), Optional.empty(), "beej"));
    person = new FakeQuestions("", "", "");

    assertLeadsThere("client");
    person.assertHeard("Server [127.0.0.1]", "Port [" + port + "]", "Nickname [pat]");
  }

  @Test
  void whoever_leaves_the_questions_is_told_that_nothing_was_done() {
    CommandLineRun.in(surroundings(), "client")
        .assertFailed("not connected: a question was not answered");
    assertEquals(130, NoAnswerException.interrupted().status());
  }

  @Test
  void a_mistake_in_the_users_file_is_told_with_its_line() throws Exception {
    Path file = own("profiles {\n  home { hots = h }\n}\nparley.client.linger = -1 s");

    CommandLineRun result = CommandLineRun.in(surroundings(), "client", "pat", "127.0.0.1", port);

    result.assertFailed(
        file + ":2: profiles.home.hots is no setting",
        file + ":2: profiles.home.server or host must be there, and not both");
    own("parley.client.linger = -1 s");
    List<String> err = CommandLineRun.in(surroundings(), "client", "pat", "h", port).err();
    assertTrue(err.get(0).startsWith("parley: " + file + ":1: parley.client.linger"), err.get(0));
  }

  @Test
  void the_command_line_lies_over_the_users_file() throws Exception {
    own("parley.client.linger = -1 s");

    assertLeadsThere("client", "-D", "parley.client.linger=1 s", "pat", "127.0.0.1", port);
    assertLeadsThere("client", "--set", "parley.client.linger=1 s", "pat", "127.0.0.1", port);
  }

  private void assertLeadsThere(String... arguments) {
    CommandLineRun.in(surroundings(), arguments)
        .assertFailed("cannot connect to 127.0.0.1:" + port + ": connection refused");
  }

  private Path own(String text) throws Exception {
    Path folder = Files.createDirectories(surroundings().settingsFolder());
    return Files.writeString(folder.resolve("client.conf"), text);
  }

  private Surroundings surroundings() {
    return new Surroundings(Map.of(), home, "maria", () -> Optional.of(person));
  }
}
