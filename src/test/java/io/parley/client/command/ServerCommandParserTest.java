package io.parley.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.Request;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands for operators of the server. */
class ServerCommandParserTest {
  private static final Optional<String> NONE = Optional.empty();

  private final CommandTable table = new CommandTable();

  @Test
  void parses_acts() {
    assertEquals(new Request.Kill("bob", NONE), request("/kill bob"));
    assertEquals(new Request.Kill("bob", Optional.of("too loud")), request("/kill bob too loud"));
    assertEquals(new Request.BanFromServer("troll*", NONE, NONE), request("/ban-server troll*"));
    assertEquals(
        new Request.BanFromServer("192.0.2.0/24", Optional.of("2h"), Optional.of("spam")),
        request("/ban-server 192.0.2.0/24 for 2H spam"));
    assertEquals(
        new Request.BanFromServer("eve", NONE, Optional.of("for being rude")),
        request("/ban-server eve for being rude"));
    assertEquals(new Request.LiftServerBan("troll*"), request("/unban-server troll*"));
    assertEquals(new Request.ListServerBans(), request("/bans-server"));
    assertEquals(new Request.Announce("tea at five"), request("/announce tea at five"));
  }

  @Test
  void audit_takes_a_room_and_a_count() {
    assertEquals(new Request.ShowAudit(NONE, OptionalInt.empty()), request("/audit"));
    assertEquals(new Request.ShowAudit(NONE, OptionalInt.of(20)), request("/audit 20"));
    assertEquals(
        new Request.ShowAudit(Optional.of("tea"), OptionalInt.empty()), request("/audit #tea"));
    assertEquals(
        new Request.ShowAudit(Optional.of("20"), OptionalInt.empty()), request("/audit #20"));
    assertEquals(
        new Request.ShowAudit(Optional.of("tea"), OptionalInt.of(5)), request("/audit tea 5"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/kill",
        "/ban-server",
        "/unban-server",
        "/unban-server a b",
        "/bans-server tea",
        "/announce",
        "/audit tea five",
        "/audit tea 5 6"
      })
  void says_what_is_missing(String line) {
    UserCommand.ShowText shown = (UserCommand.ShowText) table.parse(line);
    assertTrue(shown.lines().get(0).contains("Usage: /"), shown::toString);
  }

  private Request request(String line) {
    return ((UserCommand.SendRequest) table.parse(line)).request();
  }
}
