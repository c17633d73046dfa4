package io.parley.cli.destination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.cli.terminal.FakeUserPrompt;
import io.parley.cli.terminal.PromptCancelledException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is asked, what is offered, and what becomes of the answers. */
class DestinationResolverTest {
  private static final PartialDestination RECENT =
      directions("pat", "chat.example", 4000).withDialect(Optional.of("nickname"));

  private FakeUserPrompt person = new FakeUserPrompt();

  @Test
  void complete_destination_asks_nothing() throws Exception {
    assertEquals(at("chris", "h", 1, "beej"), read(RECENT, directions("chris", "h", 1)));
    person.assertPrompts();
  }

  @Test
  void missing_port_is_default_port_of_dialect() throws Exception {
    PartialDestination given = directions("chris", "h", null);

    assertEquals(at("chris", "h", 3490, "beej"), read(RECENT, given));
    assertEquals(
        at("chris", "h", 8888, "nickname"),
        read(RECENT, given.withDialect(Optional.of("nickname"))));
  }

  @Test
  void room_may_have_a_leading_hash() throws Exception {
    PartialDestination given =
        new PartialDestination(
            Optional.of("chris"),
            Optional.of("h"),
            Optional.of(1),
            Optional.of("#garden"),
            Optional.empty());

    assertEquals(Optional.of("garden"), read(RECENT, given).room());
  }

  @Test
  void empty_destination_asks_for_everything() throws Exception {
    person = new FakeUserPrompt("chat.example", "4000", "pat");

    assertEquals(
        at("pat", "chat.example", 4000, "beej"),
        read(PartialDestination.EMPTY, PartialDestination.EMPTY));
    person.assertPrompts("Server [localhost]", "Port [3490]", "Nickname [maria]");
  }

  @Test
  void last_connection_is_offered_with_its_dialect() throws Exception {
    person = new FakeUserPrompt("", "", "");

    assertEquals(
        at("pat", "chat.example", 4000, "nickname"), read(RECENT, PartialDestination.EMPTY));
    person.assertPrompts("Server [chat.example]", "Port [4000]", "Nickname [pat]");
  }

  @Test
  void port_of_last_connection_is_not_offered_for_another_server() throws Exception {
    person = new FakeUserPrompt("localhost", "", "");

    assertEquals(at("pat", "localhost", 3490, "beej"), read(RECENT, PartialDestination.EMPTY));
    person.assertPrompts("Server [chat.example]", "Port [3490]", "Nickname [pat]");
  }

  @Test
  void dialect_of_last_connection_is_not_used_for_another_port() throws Exception {
    person = new FakeUserPrompt("", "3490", "");

    assertEquals(at("pat", "chat.example", 3490, "beej"), read(RECENT, PartialDestination.EMPTY));
  }

  @Test
  void server_of_last_connection_is_not_offered_for_another_dialect() throws Exception {
    person = new FakeUserPrompt("", "", "");

    assertEquals(
        at("pat", "localhost", 12346, "whisper"),
        read(RECENT, PartialDestination.EMPTY.withDialect(Optional.of("whisper"))));
  }

  @Test
  void known_server_asks_only_for_nickname() throws Exception {
    person = new FakeUserPrompt("");

    assertEquals(
        at("maria", "h", 3490, "beej"),
        read(PartialDestination.EMPTY, directions(null, "h", null)));
    person.assertPrompts("Nickname [maria]");
  }

  @Test
  void invalid_answer_is_asked_again() throws Exception {
    person = new FakeUserPrompt("h:1", "h", "http", "0", "70000", "80", "chris");

    assertEquals(
        at("chris", "h", 80, "beej"), read(PartialDestination.EMPTY, PartialDestination.EMPTY));
    person.assertPrompts(
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
  void ipv6_address_is_accepted() throws Exception {
    person = new FakeUserPrompt("::1", "", "chris");

    assertEquals(
        at("chris", "::1", 3490, "beej"), read(PartialDestination.EMPTY, PartialDestination.EMPTY));
  }

  @Test
  void invalid_system_user_name_is_not_offered() throws Exception {
    person = new FakeUserPrompt("", "maria");

    Destination to =
        new DestinationResolver(PartialDestination.EMPTY, "maria.rossi")
            .resolve(directions(null, "h", 1), () -> Optional.of(person));

    assertEquals(at("maria", "h", 1, "beej"), to);
    person.assertPrompts("Nickname", "There is no usual answer to that.", "Nickname");
  }

  @Test
  void cancelled_prompt_fails() {
    person = new FakeUserPrompt("h");

    assertThrows(
        PromptCancelledException.class,
        () -> read(PartialDestination.EMPTY, PartialDestination.EMPTY));
    person.assertPrompts("Server [localhost]", "Port [3490]");
  }

  @Test
  void control_characters_are_rejected_from_every_source() throws Exception {
    PartialDestination nickname = DestinationUri.parse("parley://a%0Ab@h");
    PartialDestination host = directions("a", "h\u0007", 1);
    PartialDestination room = DestinationUri.parse("parley://a@h/b%E2%80%AEc");

    assertEquals("NICK has control characters in it", refusal(nickname));
    assertEquals("HOST has control characters in it", refusal(host));
    assertEquals("ROOM has control characters in it", refusal(room));
    assertEquals(
        "NICK is longer than 1000 characters", refusal(directions("a".repeat(1001), "h", 1)));
  }

  private String refusal(PartialDestination given) {
    return assertThrows(
            InvalidDestinationException.class, () -> read(PartialDestination.EMPTY, given))
        .getMessage();
  }

  private Destination read(PartialDestination recent, PartialDestination given) throws Exception {
    return new DestinationResolver(recent, "maria").resolve(given, () -> Optional.of(person));
  }

  private static PartialDestination directions(String nickname, String host, Integer port) {
    return new PartialDestination(
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
