package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

class TellingTest {
  private static final Nickname PAT = Nickname.sanitize("pat");
  private static final Nickname LESLIE = Nickname.sanitize("leslie");
  private static final RoomName GARDEN = new RoomName("garden");
  private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
  private static final Instant THEN = Instant.parse("2026-03-04T10:42:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final Attention attention = new Attention(List.of());
  private final Screen windows =
      new FakeScreen(true) {
        @Override
        public boolean hasWindows() {
          return true;
        }
      };
  private boolean comingBack;

  private final Telling telling =
      new Telling(
          Transcript.of(windows, new Rooms(), CLOCK), attention, CLOCK, true, () -> comingBack);

  @Test
  void a_line_says_where_when_and_by_whom_it_is() {
    assertEquals(
        List.of(Line.now("leslie: Hi").in(GARDEN).at(THEN).by("leslie")),
        telling.lines(chatted("Hi"), PAT));
    assertEquals(
        List.of(Line.now("*** leslie has joined garden").in(GARDEN).at(THEN)),
        telling.lines(new ServerMessage.Joined(LESLIE, new Stamp(GARDEN, THEN)), PAT));
  }

  @Test
  void what_a_server_tells_no_time_of_is_now_and_in_no_room() {
    assertEquals(
        List.of(Line.now("leslie: Hi").at(NOW).by("leslie")),
        telling.lines(new ServerMessage.Chatted(LESLIE, Text.sanitize("Hi")), PAT));
    assertEquals(
        List.of(Line.now("*** mind").at(NOW)),
        telling.lines(new ServerMessage.Notice(Text.sanitize("mind")), PAT));
  }

  @Test
  void what_a_room_is_about_belongs_to_that_room() {
    assertEquals(
        List.of(Line.now("*** The topic of garden is: tea").in(GARDEN).at(NOW)),
        telling.lines(new ServerMessage.Notice(Text.sanitize("The topic of garden is: tea")), PAT));
  }

  @Test
  void marks_what_is_for_the_reader() {
    assertEquals(
        List.of(Line.now("leslie: pat?").in(GARDEN).at(THEN).by("leslie").marked(Line.Mark.NAMED)),
        telling.lines(chatted("pat?"), PAT));
  }

  @Test
  void what_was_before_is_told_each_with_its_own_time() {
    List<ServerMessage> past = List.of(chatted("one"), chatted("pat two"));

    assertEquals(
        List.of(said("one").fromBefore(), said("pat two").fromBefore()),
        telling.lines(new ServerMessage.Backlog(GARDEN, Optional.empty(), past), PAT));
    assertEquals(
        List.of(said("one").fromBeforeAll(), said("pat two").fromBeforeAll()),
        telling.lines(new ServerMessage.Answered(new Answer.History(GARDEN, past)), PAT));
  }

  @Test
  void that_there_is_nothing_older_is_told_now() {
    assertEquals(
        List.of(Line.now("*** There is nothing older in garden.").at(NOW)),
        telling.lines(new ServerMessage.Answered(new Answer.History(GARDEN, List.of())), PAT));
  }

  @Test
  void what_others_said_while_this_client_was_gone_is_news() {
    comingBack = true;
    List<ServerMessage> missed =
        List.of(
            chatted("one"),
            chatted("pat, two"),
            new ServerMessage.Chatted(PAT, Text.sanitize("three"), new Stamp(GARDEN, THEN)));

    List<Line> lines =
        telling.lines(new ServerMessage.Backlog(GARDEN, Optional.empty(), missed), PAT);

    assertEquals(List.of(true, true, true), lines.stream().map(Line::past).toList());
    assertEquals(List.of(true, true, false), lines.stream().map(Line::missed).toList());
    assertEquals(
        List.of(Line.Mark.NONE, Line.Mark.NAMED, Line.Mark.NONE),
        lines.stream().map(Line::mark).toList());
  }

  @Test
  void who_is_ignored_is_not_heard_in_the_past() {
    boolean ignored = attention.ignore(LESLIE);
    assertEquals(true, ignored);

    assertEquals(
        List.of(),
        telling.lines(
            new ServerMessage.Backlog(GARDEN, Optional.empty(), List.of(chatted("one"))), PAT));
  }

  private static Line said(String text) {
    return Line.now("leslie: " + text).in(GARDEN).at(THEN).by("leslie");
  }

  private static ServerMessage chatted(String text) {
    return new ServerMessage.Chatted(LESLIE, Text.sanitize(text), new Stamp(GARDEN, THEN));
  }
}
