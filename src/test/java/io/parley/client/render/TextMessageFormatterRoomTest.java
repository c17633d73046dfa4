package io.parley.client.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.model.ScreenTraits;
import io.parley.client.state.ClientRooms;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Room names, history and answers as text. */
class TextMessageFormatterRoomTest {
  private static final Nickname PAT = Nickname.sanitize("pat");
  private static final RoomName GARDEN = RoomName.sanitize("garden");
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  private static final String END = "*** (end of history)";

  private static final String NARROW =
      "*** (continue with before:DATE; narrow with from:NICK, in:ROOM)";
  private static final ScreenTraits WINDOWS = new ScreenTraits(true, true);

  private final Clock clock = Clock.fixed(NOON, ZoneId.of("Asia/Kolkata")); // 17:30
  private final ClientRooms rooms = new ClientRooms();
  private final FormattedStrings person =
      new FormattedStrings(new TextMessageFormatter(false, rooms, clock));
  private final FormattedStrings script =
      new FormattedStrings(new TextMessageFormatter(true, rooms, clock));

  @Test
  void prefixes_lines_of_other_rooms() {
    rooms.onJoined(RoomName.LOBBY);
    ServerMessage message = chatted(GARDEN, NOON, "one\ntwo");
    assertEquals(List.of("[garden] pat: one", "[garden] pat: two"), person.onMessage(message));
    assertEquals(List.of("[garden] pat: one↵two"), script.onMessage(message));

    rooms.onJoined(GARDEN);
    assertEquals(List.of("pat: one", "pat: two"), person.onMessage(message));
    assertEquals(List.of("[garden] pat: one↵two"), script.onMessage(message));
    ServerMessage inLobby = chatted(RoomName.LOBBY, NOON, "hi");
    assertEquals(List.of("[lobby] pat: hi"), person.onMessage(inLobby));
    assertEquals(List.of("pat: hi"), script.onMessage(inLobby));
  }

  @Test
  void join_leave_emote_and_topic_name_room() {
    rooms.onJoined(GARDEN);
    Stamp here = new Stamp(GARDEN, NOON);
    assertLines("*** pat has joined garden", new ServerMessage.Joined(PAT, here));
    assertLines("*** pat has left garden", new ServerMessage.Left(PAT, here));
    assertLines("[pat waves]", new ServerMessage.Emoted(PAT, Text.sanitize("waves"), here));
    assertLines(
        "*** pat has made this the topic of garden: tea",
        new ServerMessage.TopicChanged(PAT, Text.sanitize("tea"), here));
    assertLines(
        "*** pat has taken away the topic of garden",
        new ServerMessage.TopicChanged(PAT, Text.sanitize(""), here));
    assertLines(
        "[lobby] *** pat has left the chat",
        new ServerMessage.Left(PAT, new Stamp(RoomName.LOBBY, NOON)));
  }

  /** Messages of a server without rooms have no stamp. */
  @Test
  void message_without_stamp_has_no_room_prefix() {
    rooms.onJoined(GARDEN);

    assertLines("pat: hi", new ServerMessage.Chatted(PAT, Text.sanitize("hi")));
  }

  @Test
  void history_has_times_and_date_lines() {
    rooms.onJoined(GARDEN);
    ServerMessage past =
        historyAnswer(
            chatted(GARDEN, Instant.parse("2026-03-03T05:12:00Z"), "Hello?\nAnybody?"),
            new ServerMessage.Emoted(
                PAT,
                Text.sanitize("waits"),
                new Stamp(GARDEN, Instant.parse("2026-03-03T18:29:59Z"))),
            chatted(GARDEN, Instant.parse("2026-03-03T18:30:00Z"), "Midnight"),
            new ServerMessage.TopicChanged(PAT, Text.sanitize("tea"), new Stamp(GARDEN, NOON)));

    assertEquals(
        List.of(
            "*** Tuesday, 3 March 2026",
            "10:42 pat: Hello?",
            "10:42 pat: Anybody?",
            "23:59 [pat waits]",
            "*** Wednesday, 4 March 2026",
            "00:00 pat: Midnight",
            "17:30 *** pat has made this the topic of garden: tea",
            END),
        person.onMessage(past));
    assertEquals("[garden] 10:42 pat: Hello?↵Anybody?", script.onMessage(past).get(1));
  }

  @Test
  void history_of_today_has_no_date_line() {
    assertEquals(
        List.of("[garden] 17:30 pat: Hello?", "[garden] " + END),
        person.onMessage(historyAnswer(chatted(GARDEN, NOON, "Hello?"))));
  }

  /** The user's own join follows. */
  @Test
  void backlog_has_times_and_no_end_line() {
    assertEquals(
        List.of("[garden] 17:30 pat: Hello?"),
        person.onMessage(
            new ServerMessage.Backlog(
                GARDEN, Optional.empty(), List.of(chatted(GARDEN, NOON, "Hello?")))));
  }

  @Test
  void empty_history_reports_nothing_older() {
    rooms.onJoined(GARDEN);

    assertLines("*** No older messages in garden.", historyAnswer());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1000000000-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59Z"
      })
  void unknown_time_is_shown_as_dashes(String time) {
    rooms.onJoined(GARDEN);
    ServerMessage.RoomText message = chatted(GARDEN, Instant.parse(time), "hi");

    assertEquals(List.of("--:-- pat: hi", END), person.onMessage(historyAnswer(message)));
    assertEquals(
        List.of("[garden --:--] pat: hi", "*** Found 1: hi"),
        person.onMessage(searchAnswer("hi", message)));
    assertLines("*** pat is in garden, connected since --:--", whois(Instant.parse(time)));
  }

  @Test
  void future_time_is_shown() {
    rooms.onJoined(GARDEN);

    assertEquals(
        List.of("*** Friday, 1 January 2100", "05:30 pat: hi", END),
        person.onMessage(
            historyAnswer(chatted(GARDEN, Instant.parse("2100-01-01T00:00:00Z"), "hi"))));
  }

  @Test
  void search_results_have_room_and_time_newest_last() {
    assertEquals(
        List.of(
            "[lobby 2026-03-03 10:42] pat: old tea",
            "[garden 2026-03-04 17:30] pat: new tea",
            "*** Found 2: tea  from:pat"),
        person.onMessage(
            searchAnswer(
                "tea  from:pat",
                chatted(GARDEN, NOON, "new tea"),
                chatted(RoomName.LOBBY, Instant.parse("2026-03-03T05:12:00Z"), "old tea"))));
    assertLines("*** Found 0: nothing", searchAnswer("nothing"));
  }

  /** A window shows the time in front of each line, and about 20 lines at once. */
  @Test
  void search_results_in_window_have_short_times_and_at_most_20_lines() {
    FormattedStrings window =
        new FormattedStrings(TextMessageFormatter.forScreen(WINDOWS, rooms, clock));

    assertEquals(
        List.of(
            "[lobby 2025-12-31 10:42] pat: old tea",
            "[lobby 03-03 10:42] pat: tea",
            "[garden 17:30] pat: new tea",
            "*** Found 3: tea"),
        window.onMessage(
            searchAnswer(
                "tea",
                chatted(GARDEN, NOON, "new tea"),
                chatted(RoomName.LOBBY, Instant.parse("2026-03-03T05:12:00Z"), "tea"),
                chatted(RoomName.LOBBY, Instant.parse("2025-12-31T05:12:00Z"), "old tea"))));

    List<String> shown = window.onMessage(searchAnswer("tea", teaMessages(57)));
    assertEquals(22, shown.size());
    assertEquals("[garden 17:30] pat: tea 19", shown.get(0));
    assertEquals("[garden 17:30] pat: tea 0", shown.get(19));
    assertEquals(
        List.of("*** Found 57, showing the newest 20: tea", NARROW), shown.subList(20, 22));
  }

  /** The default limit of an answer. */
  @Test
  void search_results_at_limit_report_possible_more() {
    List<String> shown = person.onMessage(searchAnswer("tea", teaMessages(200)));
    assertEquals(202, shown.size());
    assertEquals(List.of("*** Found 200 or more: tea", NARROW), shown.subList(200, 202));

    assertEquals(
        "*** Found 200 or more: tea",
        script.onMessage(searchAnswer("tea", teaMessages(200))).get(200));
    assertEquals(
        "*** Found 199: tea", script.onMessage(searchAnswer("tea", teaMessages(199))).get(199));
  }

  @Test
  void room_list_member_list_and_topic_take_one_line_each() {
    assertLines(
        "*** Rooms (2): lobby (3), garden (1)",
        new ServerMessage.Answered(
            new Answer.RoomList(
                List.of(
                    new Answer.RoomList.Room(RoomName.LOBBY, 3),
                    new Answer.RoomList.Room(GARDEN, 1)))));
    assertLines("*** Members (1): pat", new ServerMessage.MemberList(List.of(PAT)));
    assertLines(
        "*** Members (300): pat and 299 more",
        new ServerMessage.MemberList(List.of(PAT), RoomName.LOBBY, 300));
    assertLines(
        "*** Members of garden (1): pat", new ServerMessage.MemberList(List.of(PAT), GARDEN));
    assertLines("*** The topic of garden is: tea", topic(Optional.of(Text.sanitize("tea"))));
    assertLines("*** garden has no topic.", topic(Optional.empty()));
    rooms.onJoined(GARDEN);
    assertLines("*** Members of lobby (1): pat", new ServerMessage.MemberList(List.of(PAT)));
  }

  /** Answers appear in the shown window, which may be that of another room. */
  @Test
  void member_list_in_window_omits_name_of_current_room_only() {
    FormattedStrings window =
        new FormattedStrings(TextMessageFormatter.forScreen(WINDOWS, rooms, clock));
    ServerMessage inLobby = new ServerMessage.MemberList(List.of(PAT));
    assertEquals(List.of("*** Members (1): pat"), window.onMessage(inLobby));

    rooms.onJoined(GARDEN);

    assertEquals(List.of("*** Members of lobby (1): pat"), window.onMessage(inLobby));
    assertEquals(List.of("*** Members (1): pat"), script.onMessage(inLobby));
  }

  @Test
  void whois_shows_rooms_time_and_away_note() {
    assertLines("*** pat is in garden, connected since 17:30", whois(NOON));
    assertEquals(
        List.of(
            "*** pat is in lobby, garden, connected since 10:42 on Tuesday, 3 March 2026",
            "*** pat is away: lunch"),
        person.onMessage(
            new ServerMessage.Answered(
                new Answer.Whois(
                    PAT,
                    List.of(RoomName.LOBBY, GARDEN),
                    Instant.parse("2026-03-03T05:12:00Z"),
                    Optional.of(Text.sanitize("lunch"))))));
  }

  @Test
  void incomplete_search_says_how_many_messages_were_searched() {
    Answer incomplete = new Answer.SearchResults("tea", List.of(), OptionalLong.of(20_000));

    assertEquals(
        List.of("*** Found 0: tea", "*** Only the newest 20000 messages were searched."),
        person.onMessage(new ServerMessage.Answered(incomplete)));
  }

  private void assertLines(String line, ServerMessage message) {
    assertEquals(List.of(line), person.onMessage(message));
  }

  private static ServerMessage.RoomText chatted(RoomName room, Instant time, String text) {
    return new ServerMessage.Chatted(PAT, Text.sanitize(text), new Stamp(room, time));
  }

  private static ServerMessage historyAnswer(ServerMessage.RoomText... messages) {
    return new ServerMessage.Answered(new Answer.History(GARDEN, List.of(messages)));
  }

  private static ServerMessage searchAnswer(String words, ServerMessage.RoomText... messages) {
    return new ServerMessage.Answered(new Answer.SearchResults(words, List.of(messages)));
  }

  private static ServerMessage.RoomText[] teaMessages(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> chatted(GARDEN, NOON, "tea " + i))
        .toArray(ServerMessage.RoomText[]::new);
  }

  private static ServerMessage whois(Instant since) {
    return new ServerMessage.Answered(
        new Answer.Whois(PAT, List.of(GARDEN), since, Optional.empty()));
  }

  private static ServerMessage topic(Optional<Text> topic) {
    return new ServerMessage.Answered(new Answer.Topic(GARDEN, topic));
  }
}
