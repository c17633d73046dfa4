package io.parley.client.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.JoinSettings;
import io.parley.client.model.LineText;
import io.parley.client.model.ScreenTraits;
import io.parley.client.state.ClientRooms;
import io.parley.client.state.MemberLists;
import io.parley.client.state.MessageFilter;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineFormatterTest {
  private static final Nickname PAT = Nickname.sanitize("pat");
  private static final Nickname LESLIE = Nickname.sanitize("leslie");
  private static final RoomName GARDEN = new RoomName("garden");
  private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
  private static final Instant THEN = Instant.parse("2026-03-04T10:42:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final MessageFilter filter = new MessageFilter(List.of(), new MemberLists());
  private final ScreenTraits windows = new ScreenTraits(true, true);
  private boolean rejoining;

  private final LineFormatter formatter =
      new LineFormatter(
          TextMessageFormatter.forScreen(windows, new ClientRooms(), CLOCK),
          filter,
          new JoinFolding(JoinSettings.ALL, true, CLOCK),
          CLOCK,
          true,
          () -> rejoining);

  @Test
  void line_has_room_time_and_author() {
    assertEquals(
        List.of(line("Hi").withRoom(GARDEN).withTime(THEN)), formatter.format(chatted("Hi"), PAT));
    assertEquals(
        List.of(DisplayLine.notice("leslie has joined garden").withRoom(GARDEN).withTime(THEN)),
        formatter.format(new ServerMessage.Joined(LESLIE, new Stamp(GARDEN, THEN)), PAT));
  }

  @Test
  void message_without_stamp_has_current_time_and_no_room() {
    assertEquals(
        List.of(line("Hi").withTime(NOW)),
        formatter.format(new ServerMessage.Chatted(LESLIE, Text.sanitize("Hi")), PAT));
    assertEquals(
        List.of(DisplayLine.notice("mind").withTime(NOW)),
        formatter.format(new ServerMessage.Notice(Text.sanitize("mind")), PAT));
  }

  @Test
  void topic_notice_has_room() {
    assertEquals(
        List.of(DisplayLine.notice("The topic of garden is: tea").withRoom(GARDEN).withTime(NOW)),
        formatter.format(
            new ServerMessage.Notice(Text.sanitize("The topic of garden is: tea")), PAT));
  }

  @Test
  void highlights_mention_of_own_nickname() {
    assertEquals(
        List.of(
            line("pat?")
                .withRoom(GARDEN)
                .withTime(THEN)
                .withHighlight(DisplayLine.Highlight.MENTION)),
        formatter.format(chatted("pat?"), PAT));
  }

  @Test
  void history_lines_keep_their_times() {
    List<ServerMessage.RoomText> past = List.of(chatted("one"), chatted("pat two"));

    assertEquals(
        List.of(chatLine("one").asHistory(), chatLine("pat two").asHistory()),
        formatter.format(new ServerMessage.Backlog(GARDEN, Optional.empty(), past), PAT));
    assertEquals(
        List.of(chatLine("one").asOlderHistory(), chatLine("pat two").asOlderHistory()),
        formatter.format(new ServerMessage.Answered(new Answer.History(GARDEN, past)), PAT));
  }

  @Test
  void empty_history_answer_has_current_time() {
    assertEquals(
        List.of(DisplayLine.notice("No older messages in garden.").withTime(NOW)),
        formatter.format(new ServerMessage.Answered(new Answer.History(GARDEN, List.of())), PAT));
  }

  @Test
  void backlog_after_reconnect_is_missed_except_own_messages() {
    rejoining = true;
    List<ServerMessage.RoomText> missed =
        List.of(
            chatted("one"),
            chatted("pat, two"),
            new ServerMessage.Chatted(PAT, Text.sanitize("three"), new Stamp(GARDEN, THEN)));

    List<DisplayLine> lines =
        formatter.format(new ServerMessage.Backlog(GARDEN, Optional.empty(), missed), PAT);

    assertEquals(List.of(true, true, true), lines.stream().map(DisplayLine::isPast).toList());
    assertEquals(List.of(true, true, false), lines.stream().map(DisplayLine::isMissed).toList());
    assertEquals(
        List.of(
            DisplayLine.Highlight.NONE, DisplayLine.Highlight.MENTION, DisplayLine.Highlight.NONE),
        lines.stream().map(DisplayLine::highlight).toList());
  }

  @Test
  void omits_ignored_authors_from_backlog() {
    boolean ignored = filter.ignored().add(LESLIE);
    assertEquals(true, ignored);

    assertEquals(
        List.of(),
        formatter.format(
            new ServerMessage.Backlog(GARDEN, Optional.empty(), List.of(chatted("one"))), PAT));
  }

  private static DisplayLine chatLine(String text) {
    return line(text).withRoom(GARDEN).withTime(THEN);
  }

  private static DisplayLine line(String text) {
    return DisplayLine.live(LineText.authored("", LESLIE, ": " + text));
  }

  private static ServerMessage.RoomText chatted(String text) {
    return new ServerMessage.Chatted(LESLIE, Text.sanitize(text), new Stamp(GARDEN, THEN));
  }
}
