package io.parley.client.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.JoinSettings;
import io.parley.client.model.JoinSettings.Shown;
import io.parley.client.model.ScreenTraits;
import io.parley.client.state.ClientRooms;
import io.parley.client.state.MemberLists;
import io.parley.client.state.MessageFilter;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JoinFoldingTest {
  private static final Nickname PAT = new Nickname("pat");
  private static final RoomName TEA = new RoomName("tea");
  private static final RoomName GARDEN = new RoomName("garden");

  private final TestClock clock = new TestClock();
  private final MessageFilter filter = new MessageFilter(List.of(), new MemberLists());

  private static final class TestClock extends Clock {
    private Instant now = Instant.parse("2026-03-04T12:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new AssertionError("another zone");
    }
  }

  @Test
  void reason_of_a_leave_is_shown_while_it_is_the_only_one() {
    LineFormatter windows = formatter(Shown.TALKERS, true);
    ServerMessage lunch =
        new ServerMessage.Left(
            new Nickname("ann"), stamp(TEA), false, Optional.of(Text.sanitize("lunch\ntime")));

    assertEquals(List.of("NEW *** ann has left tea (lunch↵time)"), folds(windows, lunch));
    assertEquals(List.of("UPDATE *** 2 people have left"), folds(windows, left("bob")));
  }

  @Test
  void who_is_put_out_is_always_named() {
    ServerMessage kicked =
        new ServerMessage.Left(
            new Nickname("ann"),
            stamp(TEA),
            false,
            Optional.of(Text.sanitize("noise")),
            Optional.of(new Nickname("bob")));

    for (Shown shown : Shown.values()) {
      assertEquals(
          List.of("*** bob kicks ann from tea (noise)"), lines(formatter(shown, true), kicked));
    }
  }

  @Test
  void talker_stays_one_under_another_nickname() {
    LineFormatter plain = formatter(Shown.TALKERS, false);
    lines(plain, chatted("ann"));

    assertEquals(List.of("*** ann is now known as amy"), lines(plain, renamed("ann", "amy")));
    assertEquals(List.of("*** amy has left tea"), lines(plain, left("amy")));
    assertEquals(List.of(), lines(plain, joined("ann")));
  }

  @Test
  void counted_join_is_named_by_the_nickname_of_the_first_text() {
    LineFormatter windows = formatter(Shown.TALKERS, true);
    lines(windows, joined("bob"), joined("ann"));

    assertEquals(
        List.of("NONE *** ann is now known as amy"), folds(windows, renamed("ann", "amy")));
    assertEquals(
        List.of("NONE *** amy has joined tea", "NONE amy: hi"), folds(windows, chatted("amy")));
  }

  @Test
  void single_join_is_named_before_the_rename_and_not_again() {
    LineFormatter windows = formatter(Shown.TALKERS, true);
    LineFormatter plain = formatter(Shown.TALKERS, false);
    assertEquals(List.of("NEW *** ann has joined tea"), folds(windows, joined("ann")));
    assertEquals(List.of(), lines(plain, joined("ann")));

    assertEquals(
        List.of("NONE *** ann is now known as amy"), folds(windows, renamed("ann", "amy")));
    assertEquals(
        List.of("*** ann has joined tea", "*** ann is now known as amy"),
        lines(plain, renamed("ann", "amy")));

    assertEquals(List.of("NONE amy: hi"), folds(windows, chatted("amy")));
    assertEquals(List.of("amy: hi"), lines(plain, chatted("amy")));
  }

  private ServerMessage renamed(String previous, String nickname) {
    return new ServerMessage.Renamed(new Nickname(previous), new Nickname(nickname), stamp(TEA));
  }

  @Test
  void silent_joins_and_leaves_are_one_line_before_the_next_text_of_a_plain_screen() {
    LineFormatter plain = formatter(Shown.TALKERS, false);

    assertEquals(List.of(), lines(plain, joined("ann"), joined("bob"), left("amy"), joined("eve")));
    assertEquals(
        List.of("*** 3 people have joined, 1 has left", "pat: hi"), lines(plain, chatted("pat")));
    assertEquals(List.of("pat: hi"), lines(plain, chatted("pat")));
  }

  @Test
  void line_of_a_window_counts_further_joins_and_leaves_until_the_next_text() {
    LineFormatter windows = formatter(Shown.TALKERS, true);

    assertEquals(List.of("NEW *** ann has joined tea"), folds(windows, joined("ann")));
    assertEquals(List.of("UPDATE *** 2 people have joined"), folds(windows, joined("bob")));
    assertEquals(
        List.of("UPDATE *** 2 people have joined, 1 has left"), folds(windows, left("amy")));
    assertEquals(List.of("NONE pat: hi"), folds(windows, chatted("pat")));
    assertEquals(List.of("NEW *** zoe has left tea"), folds(windows, left("zoe")));
  }

  @Test
  void rooms_are_counted_separately() {
    LineFormatter plain = formatter(Shown.TALKERS, false);
    lines(plain, joined("ann"), new ServerMessage.Left(new Nickname("ann"), stamp(GARDEN)));

    assertEquals(List.of("*** ann has joined tea", "pat: hi"), lines(plain, chatted("pat")));
    assertEquals(
        List.of("*** ann has left garden", "pat: hi"),
        lines(plain, new ServerMessage.Chatted(PAT, Text.sanitize("hi"), stamp(GARDEN))));
  }

  @Test
  void one_who_wrote_lately_is_shown_by_name() {
    LineFormatter plain = formatter(Shown.TALKERS, false);
    lines(plain, chatted("ann"));

    clock.now = clock.now.plus(Duration.ofMinutes(10));
    assertEquals(List.of("*** ann has left tea"), lines(plain, left("ann")));
    assertEquals(List.of("*** ann has joined tea"), lines(plain, joined("ann")));
    clock.now = clock.now.plusSeconds(1);
    assertEquals(List.of(), lines(plain, left("ann")));
  }

  @Test
  void one_who_wrote_in_private_or_in_the_backlog_is_shown_by_name() {
    LineFormatter plain = formatter(Shown.TALKERS, false);
    lines(
        plain,
        new ServerMessage.PrivateMessage(new Nickname("ann"), PAT, Text.sanitize("psst")),
        new ServerMessage.Backlog(
            TEA,
            Optional.empty(),
            List.of(
                new ServerMessage.Chatted(new Nickname("bob"), Text.sanitize("yes"), stamp(TEA)))),
        new ServerMessage.Joined(PAT, stamp(TEA)));

    assertEquals(
        List.of("*** ann has left tea", "*** bob has left tea"),
        lines(plain, left("ann"), left("bob")));
  }

  @Test
  void one_who_joined_in_the_count_is_named_before_the_first_text() {
    LineFormatter windows = formatter(Shown.TALKERS, true);
    lines(windows, joined("ann"), joined("bob"), chatted("pat"));

    clock.now = clock.now.plus(Duration.ofMinutes(9));
    assertEquals(List.of("*** bob has joined tea", "bob: hi"), lines(windows, chatted("bob")));
    assertEquals(List.of("bob: hi"), lines(windows, chatted("bob")));
    clock.now = clock.now.plus(Duration.ofMinutes(2));
    assertEquals(List.of("ann: hi"), lines(windows, chatted("ann")));
  }

  @Test
  void one_who_joined_alone_is_named_once() {
    for (boolean hasWindows : List.of(true, false)) {
      assertEquals(
          List.of("*** ann has joined tea", "ann: hi"),
          lines(formatter(Shown.TALKERS, hasWindows), joined("ann"), chatted("ann")));
    }
  }

  @Test
  void summary_of_a_large_room_is_added() {
    LineFormatter plain = formatter(Shown.TALKERS, false);
    lines(plain, joined("ann"), new ServerMessage.PresenceSummary(40, 2, stamp(TEA)), left("bob"));

    assertEquals(
        List.of("*** 41 people have joined, 3 have left", "pat: hi"), lines(plain, chatted("pat")));
  }

  @Test
  void own_joins_and_leaves_are_shown() {
    LineFormatter plain = formatter(Shown.NONE, false);

    assertEquals(
        List.of("*** pat has joined tea", "*** pat has left tea"),
        lines(plain, joined("pat"), left("pat")));
  }

  @Test
  void all_or_none_are_shown_as_set() {
    ServerMessage summary = new ServerMessage.PresenceSummary(40, 2, stamp(TEA));

    assertEquals(
        List.of("*** ann has joined tea", "*** 40 people have joined, 2 have left"),
        lines(formatter(Shown.ALL, true), joined("ann"), summary));
    assertEquals(
        List.of("ann: hi"),
        lines(formatter(Shown.NONE, true), joined("ann"), summary, chatted("ann"), left("ann")));
  }

  @Test
  void ignored_users_are_not_counted() {
    filter.ignored().add(new Nickname("ann"));
    LineFormatter plain = formatter(Shown.TALKERS, false);

    assertEquals(List.of("pat: hi"), lines(plain, joined("ann"), chatted("pat")));
  }

  private LineFormatter formatter(Shown shown, boolean hasWindows) {
    return new LineFormatter(
        TextMessageFormatter.forScreen(new ScreenTraits(true, true), new ClientRooms(), clock),
        filter,
        new JoinFolding(new JoinSettings(shown, Duration.ofMinutes(10)), hasWindows, clock),
        clock,
        hasWindows,
        () -> false);
  }

  private static List<String> lines(LineFormatter formatter, ServerMessage... messages) {
    return List.of(messages).stream()
        .flatMap(message -> formatter.format(message, PAT).stream())
        .map(DisplayLine::text)
        .toList();
  }

  private static List<String> folds(LineFormatter formatter, ServerMessage message) {
    return formatter.format(message, PAT).stream()
        .map(line -> line.fold() + " " + line.text())
        .toList();
  }

  private ServerMessage joined(String nickname) {
    return new ServerMessage.Joined(new Nickname(nickname), stamp(TEA));
  }

  private ServerMessage left(String nickname) {
    return new ServerMessage.Left(new Nickname(nickname), stamp(TEA));
  }

  private ServerMessage chatted(String nickname) {
    return new ServerMessage.Chatted(new Nickname(nickname), Text.sanitize("hi"), stamp(TEA));
  }

  private Stamp stamp(RoomName room) {
    return new Stamp(room, clock.now);
  }
}
