package io.parley.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.ClientFixture;
import io.parley.client.screen.FakeScreen;
import io.parley.protocol.Answer;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The messages that are sent for typed lines, and the lines that are shown for received messages.
 */
class CommandHandlerTest {
  private static final Nickname PAT = Nickname.sanitize("pat");
  private static final Nickname LESLIE = Nickname.sanitize("leslie");
  private static final RoomName GARDEN = RoomName.sanitize("garden");
  private static final RoomName KITCHEN = RoomName.sanitize("kitchen");
  private static final int MAX_PENDING = 3;
  private static final ServerMessage PONG = new ServerMessage.Pong();

  private final ClientFixture person = createClient(FakeScreen.interactive(), "beej");
  private final ClientFixture script = createClient(FakeScreen.script(), "beej");

  @Test
  void join_switches_to_room_until_it_is_left() {
    person.receive(joined(RoomName.LOBBY)).type("/join garden");
    person.expectRequests(new Request.Join("garden"));
    person.receive(joined(GARDEN), PONG);
    assertEquals("pat #garden", person.screen().lastPrompt());

    person.type("/leave");
    person.expectRequests(new Request.Part(Optional.empty()));
    person.receive(new ServerMessage.Left(PAT, new Stamp(GARDEN, ClientFixture.NOW)), PONG);
    assertEquals("pat", person.screen().lastPrompt());
    person.type("/leave #kitchen");
    person.expectRequests(new Request.Part(Optional.of("kitchen")));
    person
        .screen()
        .expect(
            "*** pat has joined the chat", "*** pat has joined garden", "*** pat has left garden");
  }

  /** As in IRC, all words are the reason unless the first one is a room. */
  @Test
  void leave_takes_a_room_and_a_reason() {
    person.receive(joined(RoomName.LOBBY), joined(GARDEN));
    person.type("/leave Garden", "/part lobby  see  you", "/part #tea", "/part #tea lunch");
    person.expectRequests(
        new Request.Part(Optional.of("Garden")),
        new Request.Part(Optional.of("lobby"), Optional.of("see  you")),
        new Request.Part(Optional.of("tea")),
        new Request.Part(Optional.of("tea"), Optional.of("lunch")));
    person.type("/part lunch", "/part tea and cake", "/join tea", "/part tea and cake");
    person.expectRequests(
        new Request.Part(Optional.empty(), Optional.of("lunch")),
        new Request.Part(Optional.empty(), Optional.of("tea and cake")),
        new Request.Join("tea"),
        new Request.Part(Optional.of("tea"), Optional.of("and cake")));
  }

  /** The next typed line is for the new room, even if the server answers late. */
  @Test
  void key_switches_room_before_server_answers() {
    person.receive(joined(RoomName.LOBBY), joined(KITCHEN), joined(GARDEN));
    for (String room : List.of("kitchen", "lobby", "garden", "kitchen")) {
      assertTrue(person.screen().switchRoom(RoomName.sanitize(room)));
      assertEquals("pat #" + room, person.screen().lastPrompt());
      person.type("in " + room);
      person.expectSent(
          new ClientMessage.RequestMessage(new Request.Join(room)),
          new ClientMessage.Ping(),
          new ClientMessage.Chat("in " + room, Optional.of(room)));
    }

    person.receive(joined(KITCHEN), PONG, joined(RoomName.LOBBY), PONG, joined(GARDEN));
    assertEquals("pat #kitchen", person.screen().lastPrompt());
    assertTrue(person.screen().switchRoom(RoomName.LOBBY));
    assertEquals("pat #lobby", person.screen().lastPrompt());
  }

  @Test
  void switch_to_current_or_unjoined_room_sends_nothing() {
    person.receive(joined(RoomName.LOBBY), joined(GARDEN));

    assertTrue(person.screen().switchRoom(GARDEN));
    assertFalse(person.screen().switchRoom(KITCHEN));

    person.expectSent();
    assertEquals("pat #garden", person.screen().lastPrompt());
  }

  @Test
  void rejected_switch_shows_previous_room() {
    person.receive(joined(RoomName.LOBBY), joined(GARDEN));
    assertTrue(person.screen().switchRoom(RoomName.LOBBY));
    person.receive(
        new ServerMessage.Refused(new Problem(Problem.Code.TOO_MANY_ROOMS, "You are in many.")));

    assertEquals("pat #garden", person.screen().lastPrompt());
  }

  @Test
  void clear_without_windows_reports_it() {
    person.type("/clear");

    person.screen().expect("*** This screen has no windows.");
  }

  /** The window of this script is three texts. */
  @Test
  void send_window_of_script_closes_only_when_echoes_are_missing() {
    ClientFixture script =
        new ClientFixture(FakeScreen.script(), "beej", message -> true, MAX_PENDING);
    script.receive(joined(RoomName.LOBBY)).type("one", "/me waves");
    assertTrue(script.state().answers().hasWindow());
    script.type("three");
    assertFalse(script.state().answers().hasWindow());

    script.receive(new ServerMessage.Chatted(PAT, Text.sanitize("one")));
    assertTrue(script.state().answers().hasWindow());
  }

  @Test
  void history_requests_messages_before_oldest_shown() {
    person.receive(joined(RoomName.LOBBY), joined(GARDEN), chatted(41)).type("/history 2");
    person.expectRequests(historyRequest(OptionalInt.of(2), 41));
    person.receive(historyAnswer(40), PONG).type("/history");
    person.expectRequests(historyRequest(OptionalInt.empty(), 40));
    person
        .screen()
        .expect(
            "*** pat has joined the chat",
            "*** pat has joined garden",
            "leslie: hi",
            "~ 12:00 leslie: hi",
            "~ *** (end of history)");
  }

  @Test
  void window_is_created_before_backlog_is_shown() {
    person.receive(joined(RoomName.LOBBY)).type("/join garden");
    assertEquals(List.of(RoomName.LOBBY), person.screen().lastRooms());
    person.receive(new ServerMessage.Backlog(GARDEN, Optional.empty(), List.of(chatted(41))));
    assertEquals(List.of(RoomName.LOBBY, GARDEN), person.screen().lastRooms());

    person.receive(joined(GARDEN), PONG).type("/leave");
    person.receive(new ServerMessage.Left(PAT, new Stamp(GARDEN, ClientFixture.NOW)), PONG);
    person.receive(chatted(42));
    assertEquals(List.of(RoomName.LOBBY), person.screen().lastRooms());
  }

  @Test
  void window_is_created_before_topic_is_shown() {
    person.receive(joined(RoomName.LOBBY)).type("/join garden");

    person.receive(new ServerMessage.Notice(Text.sanitize("The topic of garden is: tea")));

    assertEquals(List.of(RoomName.LOBBY, GARDEN), person.screen().lastRooms());
  }

  /** The earlier messages were removed with the window. */
  @Test
  void history_after_rejoin_starts_before_new_backlog() {
    person.receive(joined(RoomName.LOBBY), joined(GARDEN), chatted(3));
    person.receive(new ServerMessage.Left(PAT, new Stamp(GARDEN, ClientFixture.NOW)));
    person.type("/join garden");
    person.receive(new ServerMessage.Backlog(GARDEN, Optional.empty(), List.of(chatted(41))));

    person.receive(joined(GARDEN)).type("/history");

    person.expectRequests(new Request.Join("garden"), historyRequest(OptionalInt.empty(), 41));
  }

  @Test
  void page_up_requests_each_page_once() {
    person.receive(joined(GARDEN), chatted(41));
    person.screen().pageUp();
    person.screen().pageUp();
    person.expectRequests(historyRequest(OptionalInt.empty(), 41));

    person.receive(historyAnswer(40), PONG);
    person.screen().pageUp();
    person.expectRequests(historyRequest(OptionalInt.empty(), 40));
  }

  @Test
  void page_up_says_once_that_there_is_nothing_older() {
    person.receive(joined(GARDEN), chatted(41));
    person.screen().pageUp();
    person.expectRequests(historyRequest(OptionalInt.empty(), 41));
    person.receive(new ServerMessage.Answered(new Answer.History(GARDEN, List.of())), PONG);
    person
        .screen()
        .expect("*** pat has joined garden", "leslie: hi", "*** No older messages in garden.");

    person.screen().pageUp();
    person.screen().pageUp();
    person.expectSent();
    assertEquals(List.of(), person.screen().rest());

    person.type("/history");
    person.expectRequests(historyRequest(OptionalInt.empty(), 41));
  }

  @ParameterizedTest
  @EnumSource(names = {"HISTORY_UNAVAILABLE", "SERVER_BUSY", "NOT_IN_ROOM"})
  void page_up_requests_refused_page_again_after_one_notice(Problem.Code code) {
    person.receive(joined(GARDEN), chatted(41));
    person.screen().expect("*** pat has joined garden", "leslie: hi");
    for (int attempt = 0; attempt < 2; attempt++) {
      person.screen().pageUp();
      person.screen().pageUp();
      person.expectRequests(historyRequest(OptionalInt.empty(), 41));
      person.receive(new ServerMessage.Refused(new Problem(code, "Not now.")), PONG);
      person.screen().expect("*** Not now.");
      assertEquals(List.of(), person.screen().rest());
    }

    person.screen().pageUp();
    person.expectRequests(historyRequest(OptionalInt.empty(), 41));
    person.receive(historyAnswer(40), PONG);
    person.screen().pageUp();
    person.expectRequests(historyRequest(OptionalInt.empty(), 40));
  }

  @Test
  void page_up_says_once_that_the_dialect_has_no_history() {
    ClientFixture other =
        new ClientFixture(FakeScreen.interactive(), "beej", message -> false, MAX_PENDING);
    other.receive(joined(RoomName.LOBBY));

    other.screen().pageUp();
    other.screen().pageUp();

    other
        .screen()
        .expect("*** pat has joined the chat", "*** This server's protocol has no history.");
    assertEquals(List.of(), other.screen().rest());
  }

  /** The server gets the date with an offset, and repeats it. */
  @Test
  void search_result_shows_the_query_as_it_was_typed() {
    ZoneOffset zone =
        ZoneId.systemDefault().getRules().getOffset(LocalDateTime.parse("2026-10-26T00:00"));
    String sent = "tea before:" + OffsetDateTime.of(LocalDateTime.parse("2026-10-26T00:00"), zone);
    person.receive(joined(GARDEN)).type("/search tea before:2026-10-26");
    person.expectRequests(new Request.Search(sent, OptionalInt.empty()));
    person.receive(new ServerMessage.Answered(new Answer.SearchResults(sent, List.of())), PONG);

    person.screen().expect("*** pat has joined garden", "~ *** Found 0: tea before:2026-10-26");
  }

  /** A script does not wait for the answer: its next request means the page before it. */
  @Test
  void script_requests_next_page_after_previous_answer() {
    script.receive(joined(RoomName.LOBBY)).type("/join garden", "/history 1");
    script.expectRequests(new Request.Join("garden"));
    script.receive(joined(GARDEN), PONG);
    script.expectRequests(
        new Request.History(Optional.of("garden"), OptionalInt.of(1), OptionalLong.empty()));

    script.type("/history 1").receive(historyAnswer(40));
    script.expectSent();
    script.receive(PONG);
    script.expectRequests(historyRequest(OptionalInt.of(1), 40));
  }

  @Test
  void answer_in_parts_is_shown_as_one() {
    person.receive(joined(GARDEN)).type("/history", "/names");
    person.receive(historyAnswer(40), historyAnswer(41), PONG);
    person.receive(
        new ServerMessage.MemberList(List.of(PAT), GARDEN),
        new ServerMessage.MemberList(List.of(LESLIE), GARDEN),
        PONG);
    person
        .screen()
        .expect(
            "*** pat has joined garden",
            "~ 12:00 leslie: hi",
            "~ 12:00 leslie: hi",
            "~ *** (end of history)",
            "*** Members of garden (2): pat, leslie");
  }

  /** Some servers send the member list after each join. */
  @Test
  void unrequested_member_list_is_not_shown_when_requests_are_supported() {
    person.receive(new ServerMessage.MemberList(List.of(PAT)), joined(RoomName.LOBBY));
    person.type("/names").receive(new ServerMessage.MemberList(List.of(PAT)), PONG);
    person.receive(new ServerMessage.MemberList(List.of(PAT), GARDEN));
    person.screen().expect("*** pat has joined the chat", "*** Members (1): pat");
    assertEquals(List.of(), person.screen().rest());
  }

  @Test
  void list_of_some_members_does_not_answer_a_request() {
    ServerMessage.MemberList all = new ServerMessage.MemberList(List.of(PAT, LESLIE));
    person.receive(joined(RoomName.LOBBY)).type("/names");
    person.receive(new ServerMessage.MemberList(List.of(PAT), RoomName.LOBBY, 300), all, PONG);
    person.screen().expect("*** pat has joined the chat", "*** Members (2): pat, leslie");
    assertEquals(List.of(), person.screen().rest());
  }

  @Test
  void reply_goes_to_last_private_message_peer() {
    person.receive(joined(RoomName.LOBBY)).type("/r hi", "/message leslie hi", "/r again");
    person.expectSent(
        new ClientMessage.PrivateMessage("leslie", "hi"),
        new ClientMessage.PrivateMessage("leslie", "again"));
    Nickname chris = Nickname.sanitize("chris");
    person.receive(
        new ServerMessage.PrivateMessage(chris, PAT, Text.sanitize("psst")),
        new ServerMessage.PrivateMessage(PAT, LESLIE, Text.sanitize("again")));
    person.type("/r what?");
    person.expectSent(new ClientMessage.PrivateMessage("chris", "what?"));
    person
        .screen()
        .expect(
            "*** pat has joined the chat",
            "*** No private message to reply to: use /message NICK TEXT.",
            "chris -> pat: psst",
            "pat -> leslie: again");
  }

  @Test
  void shows_pong_of_typed_ping_only() {
    person.receive(joined(RoomName.LOBBY)).type("/me waves", "/ping");
    person.expectSent(
        new ClientMessage.RequestMessage(new Request.Emote("waves")),
        new ClientMessage.Ping(),
        new ClientMessage.Ping());
    person.receive(PONG, PONG);
    person.screen().expect("*** pat has joined the chat");
    String answered = person.screen().next();
    assertEquals("*** The server answered after", answered.replaceFirst(" [0-9]+ ms\\.", ""));
    assertEquals(List.of(), person.screen().rest());
  }

  @Test
  void reports_unsupported_requests_on_basic_server() {
    person.receive(new ServerMessage.Joined(PAT));
    person.type("/join garden", "/me waves", "/topic", "/away", "/whois pat", "/history");
    person.type("/search tea", "/ping", "/message leslie hi", "/names", "still here");
    person.expectSent(new ClientMessage.Chat("still here"));
    person
        .screen()
        .expect(
            "*** pat has joined the chat",
            "*** This server's protocol has no rooms.",
            "*** This server's protocol has no emotes.",
            "*** This server's protocol has no topics.",
            "*** This server's protocol has no away notes.",
            "*** This server's protocol has no whois.",
            "*** This server's protocol has no history.",
            "*** This server's protocol has no search.",
            "*** This server's protocol has no ping.",
            "*** This server's protocol has no private messages.",
            "*** This server's protocol has no member lists.");
  }

  /** Other dialects need no extensions for their own packets. */
  @Test
  void other_dialect_sends_requests_without_extensions() {
    ClientFixture other = createClient(FakeScreen.interactive(), "nickname");
    other.receive(new ServerMessage.Joined(PAT)).type("/rooms");
    other.expectRequests(new Request.ListRooms());
  }

  @Test
  void names_uses_known_members_when_dialect_has_no_request() {
    ClientFixture poor =
        new ClientFixture(
            FakeScreen.interactive(), "other", message -> message instanceof ClientMessage.Chat);
    poor.type("/rooms").receive(new ServerMessage.MemberList(List.of(PAT)));
    poor.receive(new ServerMessage.Joined(LESLIE)).type("/names", "/names garden");
    poor.expectSent();
    poor.screen()
        .expect(
            "*** This server's protocol has no rooms.",
            "*** Members (1): pat",
            "*** leslie has joined the chat",
            "*** Members (2): pat, leslie",
            "*** This server's protocol has no member lists.");
  }

  @Test
  void request_before_registration_is_rejected_for_users_and_delayed_for_scripts() {
    person.type("/rooms");
    person.expectSent();
    person.screen().expect("*** Not registered yet; the line was not sent.");

    script.type("/rooms");
    script.expectSent();
    script.receive(joined(RoomName.LOBBY));
    script.expectRequests(new Request.ListRooms());
  }

  @Test
  void delayed_request_of_script_reports_unsupported_feature() {
    script.type("/rooms").receive(new ServerMessage.Joined(PAT));
    script.expectSent();
    script
        .screen()
        .expect("*** pat has joined the chat", "*** This server's protocol has no rooms.");
  }

  @Test
  void rejected_history_request_can_be_repeated() {
    person.receive(joined(RoomName.LOBBY)).type("/history");
    person.receive(
        new ServerMessage.Refused(
            new Problem(Problem.Code.HISTORY_UNAVAILABLE, "Nothing is kept here.")));
    person.screen().pageUp();
    Request newest =
        new Request.History(Optional.of("lobby"), OptionalInt.empty(), OptionalLong.empty());
    person.expectRequests(newest, newest);
  }

  private static ClientFixture createClient(FakeScreen screen, String dialect) {
    return new ClientFixture(screen, dialect, message -> true);
  }

  private static ServerMessage joined(RoomName room) {
    return new ServerMessage.Joined(PAT, new Stamp(room, ClientFixture.NOW));
  }

  private static ServerMessage.RoomText chatted(long id) {
    return new ServerMessage.Chatted(
        LESLIE, Text.sanitize("hi"), new Stamp(GARDEN, ClientFixture.NOW).withId(id));
  }

  private static ServerMessage historyAnswer(long id) {
    return new ServerMessage.Answered(new Answer.History(GARDEN, List.of(chatted(id))));
  }

  private static Request historyRequest(OptionalInt limit, long before) {
    return new Request.History(Optional.of("garden"), limit, OptionalLong.of(before));
  }
}
