package io.parley.client.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.state.ClientRooms;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.flow.DecodeResult;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextMessageFormatterTest {
  private static final Nickname PAT = Nickname.sanitize("pat");

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-04T12:00:00Z"), ZoneOffset.UTC);

  private final TextMessageFormatter person =
      new TextMessageFormatter(false, new ClientRooms(), CLOCK);
  private final TextMessageFormatter script =
      new TextMessageFormatter(true, new ClientRooms(), CLOCK);

  @Test
  void formats_chat_join_and_leave() {
    ServerMessage chatted = chatted("Hello?");

    assertEquals(List.of("pat: Hello?"), chatted.accept(person));
    assertEquals(List.of("pat: Hello?"), chatted.accept(script));
    assertEquals(
        List.of("*** pat has joined the chat"), new ServerMessage.Joined(PAT).accept(person));
    assertEquals(List.of("*** pat has left the chat"), new ServerMessage.Left(PAT).accept(person));
  }

  /** Otherwise the second line could imitate another user. */
  @Test
  void multiline_text_repeats_nickname_on_every_line() {
    assertEquals(
        List.of("pat: one", "pat: ", "pat: leslie: two"),
        chatted("one\n\nleslie: two").accept(person));
  }

  @Test
  void multiline_text_is_one_line_for_scripts() {
    assertEquals(List.of("pat: one↵↵leslie: two"), chatted("one\n\nleslie: two").accept(script));
    assertEquals(List.of("pat: one↵"), chatted("one\n").accept(script));
  }

  @Test
  void empty_text_is_line_with_nickname() {
    assertEquals(List.of("pat: "), chatted("").accept(person));
    assertEquals(List.of("pat: "), chatted("").accept(script));
    assertEquals(List.of("pat: "), chatted("\n").accept(person));
  }

  /** A tab would move the terminal's cursor to an unknown column. */
  @Test
  void replaces_tabs_with_spaces() {
    assertEquals(List.of("pat: a    b"), chatted("a\tb").accept(person));
    assertEquals(List.of("pat: a b"), chatted("a\tb").accept(script));
  }

  @Test
  void formats_notices_and_errors() {
    ServerMessage notice = new ServerMessage.Notice(Text.sanitize("first\nsecond"));
    ServerMessage refused =
        new ServerMessage.Refused(new Problem(Problem.Code.TEXT_EMPTY, "There is nothing."));

    assertEquals(List.of("*** first", "*** second"), notice.accept(person));
    assertEquals(List.of("*** first↵second"), notice.accept(script));
    assertEquals(List.of("*** There is nothing."), refused.accept(person));
  }

  @Test
  void reports_unreadable_input_with_reason() {
    Problem problem = new Problem(Problem.Code.NOT_JSON, "That was not valid JSON.");
    List<String> line =
        List.of("*** The server sent something that cannot be read: That was not valid JSON.");

    assertEquals(line, new DecodeResult.Malformed<ServerMessage>(problem).accept(person));
    assertEquals(line, new DecodeResult.Unrecoverable<ServerMessage>(problem).accept(script));
  }

  private static ServerMessage chatted(String text) {
    return new ServerMessage.Chatted(PAT, Text.sanitize(text));
  }
}
