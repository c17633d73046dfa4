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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is said for what is typed, and what is shown of what comes. */
class CommandHandlerTest {
  private static final Nickname PAT = Nickname.sanitize("pat");
  private static final Nickname LESLIE = Nickname.sanitize("leslie");
  private static final RoomName GARDEN = RoomName.sanitize("garden");
  private static final RoomName KITCHEN = RoomName.sanitize("kitchen");
  private static final ServerMessage PONG = new ServerMessage.Pong();

  private final ClientFixture person = visit(FakeScreen.interactive(), "beej");
  private final ClientFixture script = visit(FakeScreen.script(), "beej");

  @Test
  void whoever_enters_a_room_talks_there_until_they_leave_it() {
    person.receive(joined(RoomName.LOBBY)).type("/join garden");
    person.expectRequests(new Request.Join("garden"));
    person.receive(joined(GARDEN), PONG);
    assertEquals("pat #garden", person.screen().lastPrompt());

    person.type("/leave");
    person.expectRequests(new Request.Part(Optional.empty()));
    person.receive(new ServerMessage.Left(PAT, new Stamp(GARDEN, ClientFixture.NOW)), PONG);
    assertEquals("pat", person.screen().lastPrompt());
    person.type("/leave kitchen");
    person.expectRequests(new Request.Part(Optional.of("kitchen")));
    person
        .screen()
        .expect(
            "*** pat has joined the chat", "*** pat has joined garden", "*** pat has left garden");
  }

  /** What is typed right behind the key is for there, however long the server takes. */
  @Test
  void each_key_turns_to_the_next_room_at_once() {
    person.receive(joined(RoomName.LOBBY), joined(KITCHEN), joined(GARDEN));
    for (String room : List.of("kitchen", "lobby", "garden", "kitchen")) {
      assertTrue(person.screen().switchRoom(RoomName.sanitize(room)));
      assertEquals("pat #" + room, person.screen().lastPrompt());
      person.type("in " + room);
      person.expectSent(
          new ClientMessage.RequestMessage(new Request.Join(room)),
          new ClientMessage.Ping(),
          new ClientMessage.Chat("in " + room));
    }

    person.receive(joined(KITCHEN), PONG, joined(RoomName.LOBBY), PONG, joined(GARDEN));
    assertEquals("pat #kitchen", person.screen().lastPrompt());
    assertTrue(person.screen().switchRoom(RoomName.LOBBY));
    assertEquals("pat #lobby", person.screen().lastPrompt());
  }

  @Test
  void nobody_turns_to_where_they_are_or_are_not() {
    person.receive(joined(RoomName.LOBBY), joined(GARDEN));

    assertTrue(person.screen().switchRoom(GARDEN));
    assertFalse(person.screen().switchRoom(KITCHEN));

    person.expectSent();
    assertEquals("pat #garden", person.screen().lastPrompt());
  }

  @Test
  void who_is_turned_away_sees_where_they_are() {
    person.receive(joined(RoomName.LOBBY), joined(GARDEN));
    assertTrue(person.screen().switchRoom(RoomName.LOBBY));
    person.receive(
        new ServerMessage.Refused(new Problem(Problem.Code.TOO_MANY_ROOMS, "You are in many.")));

    assertEquals("pat #garden", person.screen().lastPrompt());
  }

  @Test
  void nothing_is_cleared_where_there_are_no_windows() {
    person.type("/clear");

    person.screen().expect("*** There is no window here to clear.");
  }

  /** Here three may be on their way. */
  @Test
  void a_script_says_no_more_while_too_much_has_not_come_back() {
    script.receive(joined(RoomName.LOBBY)).type("one", "/me waves");
    assertTrue(script.isSendWindowOpen());
    script.type("three");
    assertFalse(script.isSendWindowOpen());

    script.receive(new ServerMessage.Chatted(PAT, Text.sanitize("one")));
    assertTrue(script.isSendWindowOpen());
    person.receive(joined(RoomName.LOBBY)).type("one", "two", "three", "four");
    assertTrue(person.isSendWindowOpen());
  }

  @Test
  void older_messages_are_those_before_the_oldest_shown_of_this_room() {
    person.receive(joined(RoomName.LOBBY), joined(GARDEN), chatted(41)).type("/history 2");
    person.expectRequests(past(OptionalInt.of(2), 41));
    person.receive(answered(40), PONG).type("/history");
    person.expectRequests(past(OptionalInt.empty(), 40));
    person
        .screen()
        .expect(
            "*** pat has joined the chat",
            "*** pat has joined garden",
            "leslie: hi",
            "~ 12:00 leslie: hi",
            "~ *** (that was earlier; what follows is now)");
  }

  @Test
  void a_room_has_its_place_before_its_past_is_shown() {
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
  void a_room_that_has_only_a_topic_has_its_place_before_that_is_shown() {
    person.receive(joined(RoomName.LOBBY)).type("/join garden");

    person.receive(new ServerMessage.Notice(Text.sanitize("The topic of garden is: tea")));

    assertEquals(List.of(RoomName.LOBBY, GARDEN), person.screen().lastRooms());
  }

  /** What was shown of it before went with its window. */
  @Test
  void older_messages_of_a_room_entered_again_are_those_before_what_it_tells_then() {
    person.receive(joined(RoomName.LOBBY), joined(GARDEN), chatted(3));
    person.receive(new ServerMessage.Left(PAT, new Stamp(GARDEN, ClientFixture.NOW)));
    person.receive(new ServerMessage.Backlog(GARDEN, Optional.empty(), List.of(chatted(41))));

    person.receive(joined(GARDEN)).type("/history");

    person.expectRequests(past(OptionalInt.empty(), 41));
  }

  @Test
  void page_up_asks_as_history_does_but_not_twice_for_one_page() {
    person.receive(joined(GARDEN), chatted(41));
    person.screen().pageUp();
    person.screen().pageUp();
    person.expectRequests(past(OptionalInt.empty(), 41));

    person.receive(answered(40), PONG);
    person.screen().pageUp();
    person.expectRequests(past(OptionalInt.empty(), 40));
  }

  /** A script does not see what came: it means the page after the one it asked for. */
  @Test
  void a_script_turns_a_page_when_its_last_answers_are_here() {
    script.receive(joined(RoomName.LOBBY)).type("/join garden", "/history 1");
    script.expectRequests(new Request.Join("garden"));
    script.receive(joined(GARDEN), PONG);
    script.expectRequests(
        new Request.History(Optional.of("garden"), OptionalInt.of(1), OptionalLong.empty()));

    script.type("/history 1").receive(answered(40));
    script.expectSent();
    script.receive(PONG);
    script.expectRequests(past(OptionalInt.of(1), 40));
  }

  @Test
  void an_answer_in_parts_is_shown_as_one() {
    person.receive(joined(GARDEN)).type("/history", "/names");
    person.receive(answered(40), answered(41), PONG);
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
            "~ *** (that was earlier; what follows is now)",
            "*** In garden now (2): pat, leslie");
  }

  /** Some servers tell newcomers who is here, as every program may want to know. */
  @Test
  void a_list_that_nobody_asked_for_is_not_shown_to_those_who_can_ask() {
    person.receive(new ServerMessage.MemberList(List.of(PAT)), joined(RoomName.LOBBY));
    person.type("/names").receive(new ServerMessage.MemberList(List.of(PAT)), PONG);
    person.receive(new ServerMessage.MemberList(List.of(PAT), GARDEN));
    person.screen().expect("*** pat has joined the chat", "*** Here now (1): pat");
    assertEquals(List.of(), person.screen().rest());
  }

  @Test
  void a_reply_goes_to_whoever_wrote_last_or_else_was_written_to() {
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
            "*** There is nobody to reply to yet: /message NICK TEXT begins.",
            "chris -> pat: psst",
            "pat -> leslie: again");
  }

  @Test
  void only_a_ping_that_was_typed_shows_its_pong() {
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
  void a_basic_server_is_asked_for_nothing() {
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
            "*** This server's protocol has no notes of those who are away.",
            "*** This server's protocol has no whois.",
            "*** This server's protocol has no history.",
            "*** This server's protocol has no search.",
            "*** This server's protocol has no ping.",
            "*** This server's protocol has no private messages.",
            "*** This server's protocol does not tell who is here.");
  }

  /** Other dialects need no extensions for their own packets. */
  @Test
  void what_another_dialect_carries_is_asked_for_whatever_the_join_says() {
    ClientFixture other = visit(FakeScreen.interactive(), "nickname");
    other.receive(new ServerMessage.Joined(PAT)).type("/rooms");
    other.expectRequests(new Request.ListRooms());
  }

  @Test
  void what_has_no_packet_is_told_at_once_and_who_is_here_remembered() {
    ClientFixture poor =
        new ClientFixture(
            FakeScreen.interactive(), "other", message -> message instanceof ClientMessage.Chat);
    poor.type("/rooms").receive(new ServerMessage.MemberList(List.of(PAT)));
    poor.receive(new ServerMessage.Joined(LESLIE)).type("/names", "/names garden");
    poor.expectSent();
    poor.screen()
        .expect(
            "*** This server's protocol has no rooms.",
            "*** Here now (1): pat",
            "*** leslie has joined the chat",
            "*** Here now (2): pat, leslie",
            "*** This server's protocol does not tell who is here.");
  }

  @Test
  void whoever_asks_too_early_is_told_and_a_script_waits() {
    person.type("/rooms");
    person.expectSent();
    person.screen().expect("*** You are not in yet; that was not sent.");

    script.type("/rooms");
    script.expectSent();
    script.receive(joined(RoomName.LOBBY));
    script.expectRequests(new Request.ListRooms());
  }

  @Test
  void a_script_that_came_too_early_to_a_basic_server_is_told_so() {
    script.type("/rooms").receive(new ServerMessage.Joined(PAT));
    script.expectSent();
    script
        .screen()
        .expect("*** pat has joined the chat", "*** This server's protocol has no rooms.");
  }

  @Test
  void a_refused_page_may_be_asked_for_again() {
    person.receive(joined(RoomName.LOBBY)).type("/history");
    person.receive(
        new ServerMessage.Refused(
            new Problem(Problem.Code.HISTORY_UNAVAILABLE, "Nothing is kept here.")));
    person.screen().pageUp();
    Request newest =
        new Request.History(Optional.of("lobby"), OptionalInt.empty(), OptionalLong.empty());
    person.expectRequests(newest, newest);
  }

  private static ClientFixture visit(FakeScreen screen, String dialect) {
    return new ClientFixture(screen, dialect, message -> true);
  }

  private static ServerMessage joined(RoomName room) {
    return new ServerMessage.Joined(PAT, new Stamp(room, ClientFixture.NOW));
  }

  private static ServerMessage.RoomText chatted(long id) {
    return new ServerMessage.Chatted(
        LESLIE, Text.sanitize("hi"), new Stamp(GARDEN, ClientFixture.NOW).withId(id));
  }

  private static ServerMessage answered(long id) {
    return new ServerMessage.Answered(new Answer.History(GARDEN, List.of(chatted(id))));
  }

  private static Request past(OptionalInt limit, long before) {
    return new Request.History(Optional.of("garden"), limit, OptionalLong.of(before));
  }
}
