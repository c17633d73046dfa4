package io.parley.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.ClientFixture;
import io.parley.client.model.ScreenTraits;
import io.parley.client.screen.FakeScreen;
import io.parley.protocol.Answer;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.RestrictionKind;
import io.parley.protocol.RoomAction;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent and shown for the commands about rooms, and for what others do in them. */
class RoomCommandsTest {
  private static final Nickname PAT = Nickname.sanitize("pat");
  private static final Nickname AMY = Nickname.sanitize("amy");
  private static final RoomName TEA = RoomName.sanitize("tea");
  private static final RoomName GARDEN = RoomName.sanitize("garden");
  private static final ServerMessage PONG = new ServerMessage.Pong();

  private final ClientFixture pat = client(new FakeScreen(new ScreenTraits(true, true)));

  @BeforeEach
  void enterTea() {
    pat.receive(joined(RoomName.LOBBY), joined(TEA));
    pat.screen().expect("*** pat has joined the chat", "*** pat has joined tea");
  }

  @Test
  void request_names_the_room_of_the_shown_window() {
    pat.type("/room", "/kick amy noise", "/bans", "/op amy", "/room slow 10s", "/unmute amy");
    pat.expectRequests(
        new Request.ShowRoom(Optional.of("tea")),
        new Request.Kick("amy", Optional.of("noise"), Optional.of("tea")),
        new Request.ListRestrictions(Optional.of("tea")),
        new Request.SetRole("amy", "operator", Optional.of("tea")),
        new Request.ChangeSetting("slow", "10s", Optional.of("tea")),
        new Request.Lift(RestrictionKind.MUTE, "amy", Optional.of("tea")));
    pat.type("/join garden", "/invite amy", "/mute amy for 2h");
    pat.expectRequests(
        new Request.Join("garden"),
        new Request.Invite("amy", Optional.of("garden")),
        new Request.Restrict(
            RestrictionKind.MUTE,
            "amy",
            Optional.of("2h"),
            Optional.empty(),
            Optional.of("garden")));
    pat.type("/invite amy tea", "/transfer amy tea", "/close tea");
    pat.expectRequests(
        new Request.Invite("amy", Optional.of("tea")),
        new Request.SetRole("amy", "owner", Optional.of("tea")),
        new Request.ChangeSetting("closed", "on", Optional.of("tea")));
  }

  @Test
  void what_cannot_be_undone_says_what_to_type() {
    pat.type("/transfer amy", "/close");
    pat.expectSent();
    pat.screen()
        .expect(
            "*** Only amy could give the room back. /transfer amy tea does it.",
            "*** That puts everybody else out of the room. /close tea does it.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/room", "/kick amy", "/bans", "/close", "/transfer amy"})
  void private_conversation_is_no_room(String line) {
    pat.type("/query amy", line);
    pat.expectSent();
    pat.screen().expect("*** This is a private conversation: select the window of the room first.");
    pat.type("/invite amy tea");
    pat.expectRequests(new Request.Invite("amy", Optional.of("tea")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/room", "/kick amy", "/bans", "/close", "/transfer amy"})
  void client_in_no_room_says_so(String line) {
    pat.receive(left(TEA), left(RoomName.LOBBY));
    pat.screen()
        .expect(
            "*** pat has left tea",
            "*** pat has left the chat",
            "*** You are in no room now: /join ROOM enters one.");
    pat.type(line);
    pat.expectSent();
    pat.screen().expect("*** You are in no room: /join ROOM enters one.");
  }

  @Test
  void answers_are_shown() {
    pat.type("/room", "/kick amy");
    pat.receive(
        new ServerMessage.Answered(
            new Answer.RoomStatus(
                TEA,
                Optional.of("owner"),
                Map.of("slow", "10s"),
                List.of(new Answer.RoomStatus.RoleHolder(PAT, "owner")))),
        PONG,
        new ServerMessage.Answered(new Answer.Done(TEA, Text.sanitize("amy is put out of tea."))),
        PONG);
    pat.screen()
        .expect("*** tea: slow 10s.", "*** Roles: pat (owner).", "*** amy is put out of tea.");
    assertEquals(0, pat.state().answers().pendingCount());
  }

  @Test
  void older_server_is_told_once_and_gets_no_more_of_these_requests() {
    pat.type("/room", "/bans");
    pat.receive(refused(Problem.Code.UNKNOWN_TYPE, "The type \"room\" is not known here."), PONG);
    pat.screen()
        .expect(
            "*** The type \"room\" is not known here.",
            "*** This server has no roles and settings of rooms: it is older than this client.");
    pat.receive(refused(Problem.Code.UNKNOWN_TYPE, "The type \"bans\" is not known here."), PONG);
    pat.screen().expect("*** The type \"bans\" is not known here.");
    pat.expectRequests(
        new Request.ShowRoom(Optional.of("tea")), new Request.ListRestrictions(Optional.of("tea")));

    pat.type("/kick amy");
    pat.expectSent();
    pat.screen().expect("*** This server's protocol has no roles and settings of rooms.");
    pat.state().onConnectionLost(); // the server may be replaced
    assertEquals(
        true,
        pat.state()
            .capabilities()
            .supports(new ClientMessage.RequestMessage(new Request.ShowRoom(Optional.empty()))));
  }

  @Test
  void dialect_without_the_requests_says_so() {
    ClientFixture plain =
        new ClientFixture(
            FakeScreen.interactive(),
            "beej",
            message -> !(message instanceof ClientMessage.RequestMessage));
    plain.receive(joined(RoomName.LOBBY)).type("/kick amy");
    plain
        .screen()
        .expect(
            "*** pat has joined the chat",
            "*** This server's protocol has no roles and settings of rooms.");
  }

  @Test
  void window_of_a_room_closes_when_the_user_is_put_out() {
    pat.receive(kicked(TEA, "too loud"));

    pat.screen().expect("*** amy kicks pat from tea (too loud)");
    assertEquals(List.of(RoomName.LOBBY), pat.screen().lastRooms());
    assertEquals("pat", pat.screen().lastPrompt());
    assertEquals(List.of(), pat.state().rooms().roomsToRejoin());
    assertEquals(List.of(), pat.state().rooms().roomsToKeep());
    pat.receive(kicked(RoomName.LOBBY, "go"));
    pat.screen()
        .expect(
            "*** amy kicks pat from lobby (go)",
            "*** You are in no room now: /join ROOM enters one.");
    assertEquals("pat (no room)", pat.screen().lastPrompt());
    pat.type("hello?");
    pat.expectSent();
  }

  /** Otherwise a text would reach the room that is current after the user is put out. */
  @Test
  void text_names_its_room_if_there_is_another_one() {
    pat.type("hello", "/me waves", "/topic cake", "/topic");
    pat.expectSent(
        new ClientMessage.Chat("hello", Optional.of("tea")),
        new ClientMessage.RequestMessage(new Request.Emote("waves", Optional.of("tea"))),
        new ClientMessage.Ping(),
        new ClientMessage.RequestMessage(
            new Request.Topic(Optional.of("cake"), Optional.of("tea"))),
        new ClientMessage.Ping(),
        new ClientMessage.RequestMessage(new Request.Topic(Optional.empty(), Optional.of("tea"))),
        new ClientMessage.Ping());
    pat.receive(left(TEA)).type("alone");
    pat.expectSent(new ClientMessage.Chat("alone"));
    pat.type("/join garden", "not for the lobby");
    pat.expectSent(
        new ClientMessage.RequestMessage(new Request.Join("garden")),
        new ClientMessage.Ping(),
        new ClientMessage.Chat("not for the lobby", Optional.of("garden")));
  }

  @Test
  void key_of_a_room_is_remembered_while_the_client_is_in_it() {
    pat.type("/join garden wrong");
    pat.receive(refused(Problem.Code.ROOM_KEY_WRONG, "That is not the key of garden."), PONG);
    pat.type("/join garden sesame");
    pat.receive(joined(GARDEN), PONG);
    assertEquals(Optional.of("sesame"), key(GARDEN));
    pat.type("/join garden other"); // the server compares no key
    pat.receive(joined(GARDEN), PONG);
    assertEquals(Optional.of("sesame"), key(GARDEN));

    pat.receive(set(AMY, "on"));
    assertEquals(Optional.empty(), key(GARDEN));
    pat.type("/room key cake");
    pat.receive(set(PAT, "on"));
    assertEquals(Optional.of("cake"), key(GARDEN));
    pat.type("/room key off");
    pat.receive(set(PAT, "off"));
    assertEquals(Optional.empty(), key(GARDEN));
    pat.type("/room key pie");
    pat.receive(set(PAT, "on"), left(GARDEN));
    assertEquals(Optional.empty(), key(GARDEN));
  }

  /** The server puts nobody into a room whose only room has refused the user. */
  @Test
  void client_that_the_first_room_refuses_is_in_none() {
    ClientFixture banned = client(FakeScreen.interactive());
    banned.receive(
        new ServerMessage.Welcomed(PAT, true),
        refused(Problem.Code.BANNED, "You are banned from lobby."));
    banned.type("hello?");
    banned.expectSent();
    banned
        .screen()
        .expect(
            "*** Welcome, pat",
            "*** You are banned from lobby.",
            "*** You are in no room now: /join ROOM enters one.",
            "*** You are in no room, the line was not sent: /join ROOM enters one.");
    assertEquals("pat (no room)", banned.screen().lastPrompt());
    banned.type("/join tea");
    banned.receive(joined(TEA), PONG);
    assertEquals("pat #tea", banned.screen().lastPrompt());
  }

  @Test
  void invitation_is_shown_in_the_current_window() {
    pat.receive(new ServerMessage.Invited(AMY, GARDEN));

    pat.screen().expect("*** amy invites you to garden: /join garden enters it");
  }

  private Optional<String> key(RoomName room) {
    return pat.state().roomKeys().find(room);
  }

  private static ServerMessage set(Nickname by, String value) {
    return new ServerMessage.Moderated(
        by, new RoomAction.SettingChanged("key", value), new Stamp(GARDEN, ClientFixture.NOW));
  }

  static ClientFixture client(FakeScreen screen) {
    return new ClientFixture(screen, "beej", message -> true);
  }

  private static ServerMessage joined(RoomName room) {
    return new ServerMessage.Joined(PAT, new Stamp(room, ClientFixture.NOW));
  }

  private static ServerMessage left(RoomName room) {
    return new ServerMessage.Left(PAT, new Stamp(room, ClientFixture.NOW));
  }

  private static ServerMessage kicked(RoomName room, String reason) {
    return new ServerMessage.Left(
        PAT,
        new Stamp(room, ClientFixture.NOW),
        false,
        Optional.of(Text.sanitize(reason)),
        Optional.of(AMY));
  }

  private static ServerMessage refused(Problem.Code code, String message) {
    return new ServerMessage.Refused(new Problem(code, message));
  }
}
