package io.parley.client.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.model.DisplayLine;
import io.parley.client.screen.FakeScreen;
import io.parley.client.screen.Screen;
import io.parley.client.state.ClientRooms;
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

  private final MessageFilter attention = new MessageFilter(List.of());
  private final Screen windows =
      new FakeScreen(true) {
        @Override
        public boolean hasWindows() {
          return true;
        }
      };
  private boolean comingBack;

  private final LineFormatter telling =
      new LineFormatter(
          TextMessageFormatter.forScreen(
              windows.isInteractive(), windows.hasWindows(), new ClientRooms(), CLOCK),
          attention,
          CLOCK,
          true,
          () -> comingBack);

  @Test
  void a_line_says_where_when_and_by_whom_it_is() {
    assertEquals(
        List.of(
            DisplayLine.live("leslie: Hi").withRoom(GARDEN).withTime(THEN).withAuthor("leslie")),
        telling.format(chatted("Hi"), PAT));
    assertEquals(
        List.of(DisplayLine.live("*** leslie has joined garden").withRoom(GARDEN).withTime(THEN)),
        telling.format(new ServerMessage.Joined(LESLIE, new Stamp(GARDEN, THEN)), PAT));
  }

  @Test
  void what_a_server_tells_no_time_of_is_now_and_in_no_room() {
    assertEquals(
        List.of(DisplayLine.live("leslie: Hi").withTime(NOW).withAuthor("leslie")),
        telling.format(new ServerMessage.Chatted(LESLIE, Text.sanitize("Hi")), PAT));
    assertEquals(
        List.of(DisplayLine.live("*** mind").withTime(NOW)),
        telling.format(new ServerMessage.Notice(Text.sanitize("mind")), PAT));
  }

  @Test
  void what_a_room_is_about_belongs_to_that_room() {
    assertEquals(
        List.of(DisplayLine.live("*** The topic of garden is: tea").withRoom(GARDEN).withTime(NOW)),
        telling.format(
            new ServerMessage.Notice(Text.sanitize("The topic of garden is: tea")), PAT));
  }

  @Test
  void marks_what_is_for_the_reader() {
    assertEquals(
        List.of(
            DisplayLine.live("leslie: pat?")
                .withRoom(GARDEN)
                .withTime(THEN)
                .withAuthor("leslie")
                .withHighlight(DisplayLine.Highlight.MENTION)),
        telling.format(chatted("pat?"), PAT));
  }

  @Test
  void what_was_before_is_told_each_with_its_own_time() {
    List<ServerMessage.RoomText> past = List.of(chatted("one"), chatted("pat two"));

    assertEquals(
        List.of(said("one").asHistory(), said("pat two").asHistory()),
        telling.format(new ServerMessage.Backlog(GARDEN, Optional.empty(), past), PAT));
    assertEquals(
        List.of(said("one").asOlderHistory(), said("pat two").asOlderHistory()),
        telling.format(new ServerMessage.Answered(new Answer.History(GARDEN, past)), PAT));
  }

  @Test
  void that_there_is_nothing_older_is_told_now() {
    assertEquals(
        List.of(DisplayLine.live("*** There is nothing older in garden.").withTime(NOW)),
        telling.format(new ServerMessage.Answered(new Answer.History(GARDEN, List.of())), PAT));
  }

  @Test
  void what_others_said_while_this_client_was_gone_is_news() {
    comingBack = true;
    List<ServerMessage.RoomText> missed =
        List.of(
            chatted("one"),
            chatted("pat, two"),
            new ServerMessage.Chatted(PAT, Text.sanitize("three"), new Stamp(GARDEN, THEN)));

    List<DisplayLine> lines =
        telling.format(new ServerMessage.Backlog(GARDEN, Optional.empty(), missed), PAT);

    assertEquals(List.of(true, true, true), lines.stream().map(DisplayLine::isPast).toList());
    assertEquals(List.of(true, true, false), lines.stream().map(DisplayLine::isMissed).toList());
    assertEquals(
        List.of(
            DisplayLine.Highlight.NONE, DisplayLine.Highlight.MENTION, DisplayLine.Highlight.NONE),
        lines.stream().map(DisplayLine::highlight).toList());
  }

  @Test
  void who_is_ignored_is_not_heard_in_the_past() {
    boolean ignored = attention.ignore(LESLIE);
    assertEquals(true, ignored);

    assertEquals(
        List.of(),
        telling.format(
            new ServerMessage.Backlog(GARDEN, Optional.empty(), List.of(chatted("one"))), PAT));
  }

  private static DisplayLine said(String text) {
    return DisplayLine.live("leslie: " + text).withRoom(GARDEN).withTime(THEN).withAuthor("leslie");
  }

  private static ServerMessage.RoomText chatted(String text) {
    return new ServerMessage.Chatted(LESLIE, Text.sanitize(text), new Stamp(GARDEN, THEN));
  }
}
