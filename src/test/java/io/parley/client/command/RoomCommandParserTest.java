package io.parley.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.access.RoomSetting;
import io.parley.protocol.Request;
import io.parley.protocol.RestrictionKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands about rooms and the order in them. */
class RoomCommandParserTest {
  private static final Optional<String> NONE = Optional.empty();

  private final CommandTable table = new CommandTable();

  @Test
  void parses_acts_about_a_person() {
    assertEquals(new Request.Invite("bob", NONE), request("/invite bob"));
    assertEquals(new Request.Invite("bob", Optional.of("tea")), request("/invite bob #tea"));
    assertEquals(new Request.Kick("bob", NONE, NONE), request("/kick bob"));
    assertEquals(
        new Request.Kick("bob", Optional.of("too  loud"), NONE), request("/kick bob  too  loud "));
    assertEquals(new Request.SetRole("bob", "operator", NONE), request("/op bob"));
    assertEquals(
        new Request.SetRole("bob", "none", NONE, Optional.of("operator")), request("/deop bob"));
    assertEquals(new Request.SetRole("bob", "voice", NONE), request("/voice bob"));
    assertEquals(
        new Request.SetRole("bob", "none", NONE, Optional.of("voice")), request("/devoice bob"));
    assertEquals(
        new Request.SetRole("bob", "owner", Optional.of("tea")), request("/transfer bob #tea"));
    assertEquals(new Request.Lift(RestrictionKind.BAN, "troll*", NONE), request("/unban troll*"));
    assertEquals(new Request.Lift(RestrictionKind.MUTE, "bob", NONE), request("/unmute bob"));
    assertEquals(new Request.ListRestrictions(NONE), request("/bans"));
  }

  /** The word after "for" is a time only if it looks like one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "troll*                      | troll* |     |",
        "eve for 2h                  | eve    | 2h  |",
        "eve for 2H noise and spam   | eve    | 2h  | noise and spam",
        "eve FOR 10m  noise          | eve    | 10m | noise",
        "eve noise for 2h            | eve    |     | noise for 2h",
        "eve for being rude          | eve    |     | for being rude",
        "eve for 2hours              | eve    |     | for 2hours",
        "eve for                     | eve    |     | for",
        "192.0.2.0/24 for 1d         | 192.0.2.0/24 | 1d |",
      })
  void parses_bans_and_mutes(String arguments, String target, String time, String reason) {
    for (RestrictionKind kind : RestrictionKind.values()) {
      assertEquals(
          new Request.Restrict(
              kind, target, Optional.ofNullable(time), Optional.ofNullable(reason), NONE),
          request("/" + kind.label() + " " + arguments));
    }
  }

  @Test
  void parses_settings_of_a_room() {
    assertEquals(new Request.ShowRoom(NONE), request("/room"));
    assertEquals(new Request.ChangeSetting("slow", "10s", NONE), request("/room slow 10s"));
    assertEquals(
        new Request.ChangeSetting("topic-lock", "off", NONE), request("/ROOM Topic-Lock  off"));
    assertEquals(new Request.ChangeSetting("key", "Sesame", NONE), request("/room KEY Sesame"));
    assertEquals(
        new Request.ChangeSetting("closed", "on", Optional.of("tea")), request("/close #tea"));
  }

  @Test
  void what_cannot_be_undone_needs_the_name_of_the_room() {
    assertEquals(
        new UserCommand.NameRoom("Only bob could give the room back.", "/transfer bob"),
        table.parse("/transfer bob"));
    assertEquals(
        new UserCommand.NameRoom("That puts everybody else out of the room.", "/close"),
        table.parse("/close"));
  }

  @Test
  void join_takes_a_key() {
    assertEquals(
        new UserCommand.SendRequest(new Request.Join("tea", Optional.of("Sesame")), "rooms"),
        table.parse("/join #tea  Sesame"));
    assertEquals(
        new UserCommand.SendRequest(new Request.Join("tea"), "rooms"), table.parse("/j tea"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/join                | The room is missing. Usage: /join ROOM [KEY]",
        "/join tea open it    | A key is one word. Usage: /join ROOM [KEY]",
        "/room slow           | The value is missing; off is the default of each setting. Usage: /room [SETTING VALUE]",
        "/room key open it    | A value is one word. Usage: /room [SETTING VALUE]",
        "/invite              | The nickname is missing. Usage: /invite NICK [ROOM]",
        "/invite a b c        | There are too many words. Usage: /invite NICK [ROOM]",
        "/kick                | The nickname is missing. Usage: /kick NICK [REASON]",
        "/ban                 | What is banned is missing: a nickname, a pattern such as troll*, or an address. Usage: /ban TARGET [for TIME] [REASON]",
        "/unban               | What was banned is missing: /bans lists it. Usage: /unban TARGET",
        "/unban a b           | There are too many words. Usage: /unban TARGET",
        "/mute                | The nickname is missing. Usage: /mute NICK [for TIME] [REASON]",
        "/unmute              | The nickname is missing. Usage: /unmute NICK",
        "/bans tea            | There are too many words. Usage: /bans",
        "/op                  | The nickname is missing. Usage: /op NICK",
        "/op a b              | There are too many words. Usage: /op NICK",
        "/deop                | The nickname is missing. Usage: /deop NICK",
        "/voice               | The nickname is missing. Usage: /voice NICK",
        "/devoice             | The nickname is missing. Usage: /devoice NICK",
        "/transfer            | The nickname is missing. Usage: /transfer NICK ROOM",
        "/transfer a b c      | There are too many words. Usage: /transfer NICK ROOM",
        "/close a b           | There are too many words. Usage: /close ROOM",
      })
  void wrong_use_says_what_is_wrong(String line, String shown) {
    assertEquals(new UserCommand.ShowText(List.of(shown)), table.parse(line));
    assertEquals(Optional.of(shown), table.refusal(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/join tea sesame",
        "/J #tea sesame",
        " /join tea open it",
        "/room key sesame",
        "/ROOM Key  sesame",
        "hello\n/join tea sesame"
      })
  void line_with_a_key_is_a_secret(String line) {
    assertTrue(CommandTable.hasSecret(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/join tea", "/room key", "/room slow 10s", "//join tea x", "/leave tea now"})
  void other_line_about_a_room_is_no_secret(String line) {
    assertFalse(CommandTable.hasSecret(line));
  }

  /** A program that logs a request must not log the key. */
  @Test
  void text_of_a_request_does_not_have_the_key() {
    for (String line : List.of("/join tea sesame", "/room key sesame")) {
      assertFalse(table.parse(line).toString().contains("sesame"), line);
    }
    assertTrue(table.parse("/room slow 10s").toString().contains("10s"));
  }

  /** The client offers what the server has. */
  @Test
  void settings_are_those_of_the_server() {
    assertEquals(
        Arrays.stream(RoomSetting.values()).map(RoomSetting::label).collect(Collectors.toSet()),
        Set.copyOf(RoomCommandParser.SETTINGS));
    assertTrue(RoomCommandParser.SETTINGS.containsAll(RoomCommandParser.SWITCHES));
  }

  private Request.Moderation request(String line) {
    return ((UserCommand.Moderate) table.parse(line)).request();
  }
}
