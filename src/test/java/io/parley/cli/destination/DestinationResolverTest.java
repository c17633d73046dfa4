package io.parley.cli.destination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.cli.terminal.FakeUserPrompt;
import io.parley.cli.terminal.PromptCancelledException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Questions, default answers, and the resulting destination. */
class DestinationResolverTest {
  private static final PartialDestination LAST =
      destination("pat", "chat.example", 4000).withDialect(Optional.of("nickname"));

  private FakeUserPrompt prompt = new FakeUserPrompt();

  @Test
  void complete_destination_asks_nothing() throws Exception {
    assertEquals(expected("chris", "h", 1, "beej"), resolve(LAST, destination("chris", "h", 1)));
    prompt.assertPrompts();
  }

  @Test
  void missing_port_is_default_port_of_dialect() throws Exception {
    PartialDestination given = destination("chris", "h", null);

    assertEquals(expected("chris", "h", 3490, "beej"), resolve(LAST, given));
    assertEquals(
        expected("chris", "h", 8888, "nickname"),
        resolve(LAST, given.withDialect(Optional.of("nickname"))));
  }

  @Test
  void room_may_have_a_leading_hash() throws Exception {
    PartialDestination given =
        new PartialDestination(
            Optional.of("chris"),
            Optional.of("h"),
            Optional.of(1),
            Optional.of("#garden"),
            List.of("#kitchen"),
            Optional.empty(),
            Optional.empty());

    assertEquals(Optional.of("garden"), resolve(LAST, given).room());
    assertEquals(List.of("kitchen"), resolve(LAST, given).moreRooms());
  }

  @Test
  void tls_of_the_last_connection_is_used_for_the_same_server_and_port_only() throws Exception {
    prompt = new FakeUserPrompt("", "", "pat");
    assertTrue(resolve(LAST.withTls(), PartialDestination.EMPTY).tls());

    prompt = new FakeUserPrompt("", "1", "pat");
    assertFalse(resolve(LAST.withTls(), PartialDestination.EMPTY).tls());
    assertFalse(resolve(LAST.withTls(), destination("pat", "chat.example", 1)).tls());
  }

  @Test
  void empty_destination_asks_for_everything() throws Exception {
    prompt = new FakeUserPrompt("chat.example", "4000", "pat");

    assertEquals(
        expected("pat", "chat.example", 4000, "beej"),
        resolve(PartialDestination.EMPTY, PartialDestination.EMPTY));
    prompt.assertPrompts("Server [localhost]", "Port [3490]", "Nickname [maria]");
  }

  @Test
  void last_connection_is_offered_with_its_dialect() throws Exception {
    prompt = new FakeUserPrompt("", "", "");

    assertEquals(
        expected("pat", "chat.example", 4000, "nickname"), resolve(LAST, PartialDestination.EMPTY));
    prompt.assertPrompts("Server [chat.example]", "Port [4000]", "Nickname [pat]");
  }

  @Test
  void port_of_last_connection_is_not_offered_for_another_server() throws Exception {
    prompt = new FakeUserPrompt("localhost", "", "");

    assertEquals(
        expected("pat", "localhost", 3490, "beej"), resolve(LAST, PartialDestination.EMPTY));
    prompt.assertPrompts("Server [chat.example]", "Port [3490]", "Nickname [pat]");
  }

  @Test
  void dialect_of_last_connection_is_not_used_for_another_port() throws Exception {
    prompt = new FakeUserPrompt("", "3490", "");

    assertEquals(
        expected("pat", "chat.example", 3490, "beej"), resolve(LAST, PartialDestination.EMPTY));
  }

  @Test
  void server_of_last_connection_is_not_offered_for_another_dialect() throws Exception {
    prompt = new FakeUserPrompt("", "", "");

    assertEquals(
        expected("pat", "localhost", 12346, "whisper"),
        resolve(LAST, PartialDestination.EMPTY.withDialect(Optional.of("whisper"))));
  }

  @Test
  void known_server_asks_only_for_nickname() throws Exception {
    prompt = new FakeUserPrompt("");

    assertEquals(
        expected("maria", "h", 3490, "beej"),
        resolve(PartialDestination.EMPTY, destination(null, "h", null)));
    prompt.assertPrompts("Nickname [maria]");
  }

  @Test
  void invalid_answer_is_asked_again() throws Exception {
    prompt = new FakeUserPrompt("h:1", "h", "http", "0", "70000", "80", "chris");

    assertEquals(
        expected("chris", "h", 80, "beej"),
        resolve(PartialDestination.EMPTY, PartialDestination.EMPTY));
    prompt.assertPrompts(
        "Server [localhost]",
        "Enter a name or an address only; the port is asked next.",
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
    prompt = new FakeUserPrompt("::1", "", "chris");

    assertEquals(
        expected("chris", "::1", 3490, "beej"),
        resolve(PartialDestination.EMPTY, PartialDestination.EMPTY));
  }

  @Test
  void invalid_system_user_name_is_not_offered() throws Exception {
    prompt = new FakeUserPrompt("", "maria");

    Destination to =
        new DestinationResolver(PartialDestination.EMPTY, "DOMAIN+maria")
            .resolve(destination(null, "h", 1), () -> Optional.of(prompt));

    assertEquals(expected("maria", "h", 1, "beej"), to);
    prompt.assertPrompts("Nickname", "An answer is required; there is no default.", "Nickname");
  }

  @Test
  void reserved_system_user_name_is_not_offered() throws Exception {
    prompt = new FakeUserPrompt("", "maria");

    Destination to =
        new DestinationResolver(PartialDestination.EMPTY, "root")
            .resolve(destination(null, "h", 1), () -> Optional.of(prompt));

    assertEquals(expected("maria", "h", 1, "beej"), to);
    prompt.assertPrompts("Nickname", "An answer is required; there is no default.", "Nickname");
  }

  @Test
  void cancelled_prompt_fails() {
    prompt = new FakeUserPrompt("h");

    assertThrows(
        PromptCancelledException.class,
        () -> resolve(PartialDestination.EMPTY, PartialDestination.EMPTY));
    prompt.assertPrompts("Server [localhost]", "Port [3490]");
  }

  @Test
  void control_characters_are_rejected_from_every_source() throws Exception {
    PartialDestination nickname = DestinationUri.parse("parley://a%0Ab@h");
    PartialDestination host = destination("a", "h\u0007", 1);
    PartialDestination room = DestinationUri.parse("parley://a@h/b%E2%80%AEc");

    assertEquals("NICK contains control characters", errorFor(nickname));
    assertEquals("HOST contains control characters", errorFor(host));
    assertEquals("ROOM contains control characters", errorFor(room));
    assertEquals(
        "NICK is longer than 1000 characters", errorFor(destination("a".repeat(1001), "h", 1)));
  }

  private String errorFor(PartialDestination given) {
    return assertThrows(
            InvalidDestinationException.class, () -> resolve(PartialDestination.EMPTY, given))
        .getMessage();
  }

  private Destination resolve(PartialDestination last, PartialDestination given) throws Exception {
    return new DestinationResolver(last, "maria").resolve(given, () -> Optional.of(prompt));
  }

  private static PartialDestination destination(String nickname, String host, Integer port) {
    return new PartialDestination(
        Optional.ofNullable(nickname),
        Optional.ofNullable(host),
        Optional.ofNullable(port),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static Destination expected(String nickname, String host, int port, String dialect) {
    return new Destination(nickname, host, port, Optional.empty(), List.of(), dialect, false);
  }
}
