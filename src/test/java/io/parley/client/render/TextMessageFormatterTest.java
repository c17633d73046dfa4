package io.parley.client.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.state.ClientRooms;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import io.parley.wire.flow.DecodeResult;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextMessageFormatterTest {
  private static final Nickname PAT = Nickname.sanitize("pat");

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-04T12:00:00Z"), ZoneOffset.UTC);

  private final FormattedStrings person =
      new FormattedStrings(new TextMessageFormatter(false, new ClientRooms(), CLOCK));
  private final FormattedStrings script =
      new FormattedStrings(new TextMessageFormatter(true, new ClientRooms(), CLOCK));

  @Test
  void formats_chat_join_and_leave() {
    ServerMessage chatted = chatted("Hello?");

    assertEquals(List.of("pat: Hello?"), person.onMessage(chatted));
    assertEquals(List.of("pat: Hello?"), script.onMessage(chatted));
    assertEquals(
        List.of("*** pat has joined the chat"), person.onMessage(new ServerMessage.Joined(PAT)));
    assertEquals(
        List.of("*** pat has left the chat"), person.onMessage(new ServerMessage.Left(PAT)));
  }

  @Test
  void omits_join_and_leave_of_member_that_leaves_after_one_message() {
    assertEquals(List.of(), person.onMessage(new ServerMessage.Joined(PAT, Stamp.UNKNOWN, true)));
    assertEquals(
        List.of(),
        person.onMessage(new ServerMessage.Left(PAT, Stamp.UNKNOWN, true, Optional.empty())));
  }

  /** Otherwise the second line could imitate another user. */
  @Test
  void multiline_text_repeats_nickname_on_every_line() {
    assertEquals(
        List.of("pat: one", "pat: ", "pat: leslie: two"),
        person.onMessage(chatted("one\n\nleslie: two")));
  }

  @Test
  void multiline_text_is_one_line_for_scripts() {
    assertEquals(List.of("pat: one↵↵leslie: two"), script.onMessage(chatted("one\n\nleslie: two")));
    assertEquals(List.of("pat: one↵"), script.onMessage(chatted("one\n")));
  }

  @Test
  void empty_text_is_line_with_nickname() {
    assertEquals(List.of("pat: "), person.onMessage(chatted("")));
    assertEquals(List.of("pat: "), script.onMessage(chatted("")));
    assertEquals(List.of("pat: "), person.onMessage(chatted("\n")));
  }

  /** A tab would move the terminal's cursor to an unknown column. */
  @Test
  void replaces_tabs_with_spaces() {
    assertEquals(List.of("pat: a    b"), person.onMessage(chatted("a\tb")));
    assertEquals(List.of("pat: a b"), script.onMessage(chatted("a\tb")));
  }

  @Test
  void formats_notices_and_errors() {
    ServerMessage notice = new ServerMessage.Notice(Text.sanitize("first\nsecond"));
    ServerMessage refused =
        new ServerMessage.Refused(new Problem(Problem.Code.TEXT_EMPTY, "There is nothing."));

    assertEquals(List.of("*** first", "*** second"), person.onMessage(notice));
    assertEquals(List.of("*** first↵second"), script.onMessage(notice));
    assertEquals(List.of("*** There is nothing."), person.onMessage(refused));
  }

  @Test
  void reports_unreadable_input_with_reason() {
    Problem problem = new Problem(Problem.Code.NOT_JSON, "That was not valid JSON.");
    List<String> line = List.of("*** Invalid data from the server: That was not valid JSON.");

    assertEquals(line, new DecodeResult.Malformed<ServerMessage>(problem).accept(person));
    assertEquals(line, new DecodeResult.Unrecoverable<ServerMessage>(problem).accept(script));
  }

  private static ServerMessage chatted(String text) {
    return new ServerMessage.Chatted(PAT, Text.sanitize(text));
  }
}
