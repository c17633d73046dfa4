package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is asked, what is offered, and what becomes of the answers. */
class DestinationReaderTest {
  private static final Directions RECENT =
      directions("pat", "chat.example", 4000).withDialect(Optional.of("nickname"));

  private FakeQuestions person = new FakeQuestions();

  @Test
  void asks_nothing_where_all_is_said() throws Exception {
    assertEquals(at("chris", "h", 1, "beej"), read(RECENT, directions("chris", "h", 1)));
    person.assertHeard();
  }

  @Test
  void takes_the_usual_port_of_the_dialect() throws Exception {
    Directions given = directions("chris", "h", null);

    assertEquals(at("chris", "h", 3490, "beej"), read(RECENT, given));
    assertEquals(
        at("chris", "h", 8888, "nickname"),
        read(RECENT, given.withDialect(Optional.of("nickname"))));
  }

  @Test
  void a_room_may_be_written_as_it_is_shown() throws Exception {
    Directions given =
        new Directions(
            Optional.of("chris"),
            Optional.of("h"),
            Optional.of(1),
            Optional.of("#garden"),
            Optional.empty());

    assertEquals(Optional.of("garden"), read(RECENT, given).room());
  }

  @Test
  void asks_for_all_where_nothing_is_said() throws Exception {
    person = new FakeQuestions("chat.example", "4000", "pat");

    assertEquals(at("pat", "chat.example", 4000, "beej"), read(Directions.NONE, Directions.NONE));
    person.assertHeard("Server [localhost]", "Port [3490]", "Nickname [maria]");
  }

  @Test
  void offers_what_was_there_last_with_its_dialect() throws Exception {
    person = new FakeQuestions("", "", "");

    assertEquals(at("pat", "chat.example", 4000, "nickname"), read(RECENT, Directions.NONE));
    person.assertHeard("Server [chat.example]", "Port [4000]", "Nickname [pat]");
  }

  @Test
  void offers_no_port_of_another_server() throws Exception {
    person = new FakeQuestions("localhost", "", "");

    assertEquals(at("pat", "localhost", 3490, "beej"), read(RECENT, Directions.NONE));
    person.assertHeard("Server [chat.example]", "Port [3490]", "Nickname [pat]");
  }

  @Test
  void another_port_may_speak_another_dialect() throws Exception {
    person = new FakeQuestions("", "3490", "");

    assertEquals(at("pat", "chat.example", 3490, "beej"), read(RECENT, Directions.NONE));
  }

  @Test
  void offers_no_server_of_another_dialect() throws Exception {
    person = new FakeQuestions("", "", "");

    assertEquals(
        at("pat", "localhost", 12346, "whisper"),
        read(RECENT, Directions.NONE.withDialect(Optional.of("whisper"))));
  }

  @Test
  void asks_for_the_nickname_alone_where_the_server_is_said() throws Exception {
    person = new FakeQuestions("");

    assertEquals(
        at("maria", "h", 3490, "beej"), read(Directions.NONE, directions(null, "h", null)));
    person.assertHeard("Nickname [maria]");
  }

  @Test
  void asks_again_for_what_will_not_do() throws Exception {
    person = new FakeQuestions("h:1", "h", "http", "0", "70000", "80", "chris");

    assertEquals(at("chris", "h", 80, "beej"), read(Directions.NONE, Directions.NONE));
    person.assertHeard(
        "Server [localhost]",
        "A name or an address alone, please; the port comes next.",
        "Server [localhost]",
        "Port [3490]",
        "'http' is not a port (1 to 65535)",
        "Port [3490]",
        "'0' is not a port (1 to 65535)",
        "Port [3490]",
        "'70000' is not a port (1 to 65535)",
        "Port [3490]",
        "Nickname [maria]");
  }

  @Test
  void an_ipv6_address_is_an_answer() throws Exception {
    person = new FakeQuestions("::1", "", "chris");

    assertEquals(at("chris", "::1", 3490, "beej"), read(Directions.NONE, Directions.NONE));
  }

  @Test
  void offers_no_user_name_that_no_server_would_take() throws Exception {
    person = new FakeQuestions("", "maria");

    Destination to =
        new DestinationReader(Directions.NONE, "maria.rossi")
            .read(directions(null, "h", 1), () -> Optional.of(person));

    assertEquals(at("maria", "h", 1, "beej"), to);
    person.assertHeard("Nickname", "There is no usual answer to that.", "Nickname");
  }

  @Test
  void whoever_does_not_answer_goes_nowhere() {
    person = new FakeQuestions("h");

    assertThrows(NoAnswerException.class, () -> read(Directions.NONE, Directions.NONE));
    person.assertHeard("Server [localhost]", "Port [3490]");
  }

  @Test
  void what_would_be_a_second_line_is_refused_wherever_it_comes_from() throws Exception {
    Directions nickname = DestinationUri.parse("parley://a%0Ab@h");
    Directions host = directions("a", "h\u0007", 1);
    Directions room = DestinationUri.parse("parley://a@h/b%E2%80%AEc");

    assertEquals("NICK has control characters in it", refusal(nickname));
    assertEquals("HOST has control characters in it", refusal(host));
    assertEquals("ROOM has control characters in it", refusal(room));
    assertEquals(
        "NICK is longer than 1000 characters", refusal(directions("a".repeat(1001), "h", 1)));
  }

  private String refusal(Directions given) {
    return assertThrows(WrongDestinationException.class, () -> read(Directions.NONE, given))
        .getMessage();
  }

  private Destination read(Directions recent, Directions given) throws Exception {
    return new DestinationReader(recent, "maria").read(given, () -> Optional.of(person));
  }

  private static Directions directions(String nickname, String host, Integer port) {
    return new Directions(
        Optional.ofNullable(nickname),
        Optional.ofNullable(host),
        Optional.ofNullable(port),
        Optional.empty(),
        Optional.empty());
  }

  private static Destination at(String nickname, String host, int port, String dialect) {
    return new Destination(nickname, host, port, Optional.empty(), dialect);
  }
}
