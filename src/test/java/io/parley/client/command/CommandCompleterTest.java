package io.parley.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.ClientFixture;
import io.parley.client.model.NumberedWindow;
import io.parley.client.screen.CompletionSource;
import io.parley.client.state.ClientRooms;
import io.parley.client.state.KnownRestrictions;
import io.parley.client.state.MemberLists;
import io.parley.client.state.RoomDirectory;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.RestrictionKind;
import io.parley.protocol.RoomAction;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CommandCompleterTest {
  private final ClientRooms rooms = new ClientRooms();
  private final RoomDirectory directory = new RoomDirectory();
  private final MemberLists memberLists = new MemberLists();
  private final KnownRestrictions restrictions = new KnownRestrictions();
  private final List<NumberedWindow> windows =
      List.of(
          new NumberedWindow(1, RoomName.LOBBY),
          new NumberedWindow(2, new RoomName("@Lee")),
          new NumberedWindow(3, new RoomName("lounge")));
  private final CompletionSource completion =
      new CommandCompleter(
          new CommandTable(),
          rooms,
          directory,
          memberLists,
          restrictions,
          () -> windows,
          Nickname.sanitize("self")::isSame);

  CommandCompleterTest() {
    receiveMembers("leslie", "Lee", "Self", "pat");
  }

  @Test
  void completes_commands_and_addressed_nicknames_at_line_start() {
    assertEquals(List.of("/names"), completion.candidates("/na"));
    assertEquals(List.of("/message", "/msg", "/me", "/mute"), completion.candidates("/m"));
    assertEquals(List.of("Lee:", "leslie:"), completion.candidates("LE"));
    assertEquals(List.of("Lee:", "leslie:", "pat:"), completion.candidates(""));
  }

  @Test
  void orders_nicknames_by_last_message_in_current_room() {
    receiveChat("pat", RoomName.LOBBY);
    receiveChat("leslie", RoomName.LOBBY);
    receiveChat("Lee", new RoomName("garden"));
    receiveChat("self", RoomName.LOBBY);
    receiveChat("gone", RoomName.LOBBY);

    assertEquals(List.of("leslie:", "pat:", "Lee:"), completion.candidates(""));
    assertEquals(List.of(), completion.candidates("/message se"));
  }

  @Test
  void completes_own_nickname_where_it_is_changed() {
    assertEquals(List.of("Self"), completion.candidates("/nick "));
    assertEquals(List.of("Self"), completion.candidates("/nick s"));
  }

  private void receiveChat(String nickname, RoomName room) {
    memberLists.onMessage(
        new ServerMessage.Chatted(
            Nickname.sanitize(nickname), Text.sanitize("hi"), new Stamp(room, ClientFixture.NOW)));
  }

  @Test
  void completes_windows() {
    assertEquals(
        List.of("#lobby", "@Lee", "#lounge", "move", "next", "prev", "close"),
        completion.candidates("/window "));
    assertEquals(List.of("#lobby", "#lounge"), completion.candidates("/win #lo"));
    assertEquals(List.of("Lee"), completion.candidates("/window le"));
    assertEquals(List.of("lobby", "lounge"), completion.candidates("/window lo"));
    assertEquals(List.of("@Lee"), completion.candidates("/window @"));
  }

  @Test
  void completes_groups_and_commands_of_help() {
    assertEquals(List.of("messages"), completion.candidates("/help mes"));
    assertEquals(List.of("people", "program"), completion.candidates("/help P"));
    assertEquals(List.of("/names"), completion.candidates("/help /na"));
  }

  @Test
  void completes_nicknames_after_first_word() {
    assertEquals(List.of("pat"), completion.candidates("hello p"));
    assertEquals(List.of("leslie"), completion.candidates("/message les"));
    assertEquals(List.of("from:leslie"), completion.candidates("/search from:les"));
    assertEquals(List.of(), completion.candidates("hello /na"));
  }

  @Test
  void completes_rooms_as_command_arguments() {
    rooms.onJoined(RoomName.LOBBY);
    directory.onRoomList(List.of(new RoomName("garden"), new RoomName("Lobby")));

    assertEquals(List.of("garden", "lobby"), completion.candidates("/join "));
    assertEquals(List.of("garden"), completion.candidates("/names g"));
    assertEquals(List.of("in:garden"), completion.candidates("/search in:g"));
    assertEquals(List.of("garden"), completion.candidates("/J g"));
    assertEquals(List.of("garden"), completion.candidates("/part g"));
    assertEquals(List.of("garden"), completion.candidates("/who g"));
    assertEquals(List.of("#garden"), completion.candidates("/join #g"));
    assertEquals(List.of("in:#garden"), completion.candidates("/search in:#g"));
  }

  @Test
  void completes_settings_of_a_room_and_their_values() {
    assertEquals(List.of("private"), completion.candidates("/room p"));
    assertEquals(List.of("on", "off"), completion.candidates("/room private "));
    assertEquals(List.of("on"), completion.candidates("/room Closed on"));
    assertEquals(List.of("off"), completion.candidates("/room slow "));
    assertEquals(List.of(), completion.candidates("/room slow off "));
  }

  @Test
  void completes_people_of_commands_about_order() {
    rooms.onJoined(new RoomName("garden"));
    rooms.onJoined(RoomName.LOBBY);
    memberLists.onMessage(
        new ServerMessage.MemberList(
            Stream.of("Zoe", "pat").map(Nickname::sanitize).toList(), new RoomName("garden")));

    assertEquals(List.of("leslie"), completion.candidates("/kick les"));
    assertEquals(List.of("Lee", "leslie"), completion.candidates("/op le"));
    assertEquals(List.of("for"), completion.candidates("/ban pat f"));
    assertEquals(List.of("for"), completion.candidates("/mute pat f"));
    assertEquals(List.of("pat"), completion.candidates("/mute lee for 2h pa"));
    assertEquals(List.of("Zoe"), completion.candidates("/invite "));
    assertEquals(List.of("garden"), completion.candidates("/invite Zoe g"));
    assertEquals(List.of("lobby"), completion.candidates("/transfer pat lo"));
    assertEquals(List.of("garden", "lobby"), completion.candidates("/close "));
    assertEquals(List.of(), completion.candidates("/join garden l"));
  }

  @Test
  void completes_invitations_and_known_bans() {
    rooms.onJoined(RoomName.LOBBY);
    directory.onInvited(new RoomName("tea"));
    restrictions.onMessage(
        new ServerMessage.Answered(
            new Answer.Restrictions(
                RoomName.LOBBY,
                List.of(
                    restriction(RestrictionKind.BAN, "troll*"),
                    restriction(RestrictionKind.MUTE, "pat")))));
    restrictions.onMessage(moderated(restricted(RestrictionKind.BAN, "eve")));
    restrictions.onMessage(moderated(restricted(RestrictionKind.BAN, "amy")));
    restrictions.onMessage(moderated(new RoomAction.Lifted(RestrictionKind.BAN, "amy")));

    assertEquals(List.of("tea"), completion.candidates("/join t"));
    assertEquals(List.of("troll*", "eve"), completion.candidates("/unban "));
    assertEquals(List.of("pat"), completion.candidates("/unmute "));
  }

  private static Answer.Restrictions.Entry restriction(RestrictionKind kind, String target) {
    return new Answer.Restrictions.Entry(
        kind,
        target,
        Nickname.sanitize("amy"),
        ClientFixture.NOW,
        Optional.empty(),
        Optional.empty());
  }

  private static RoomAction restricted(RestrictionKind kind, String target) {
    return new RoomAction.Restricted(kind, target, Optional.empty(), Optional.empty());
  }

  private static ServerMessage moderated(RoomAction action) {
    return new ServerMessage.Moderated(
        Nickname.sanitize("amy"), action, new Stamp(RoomName.LOBBY, ClientFixture.NOW));
  }

  @Test
  void completes_nicknames_with_punctuation() {
    receiveMembers("[bot]", "a.b", "x|away", "`amy`", "a\\b", "{c}", "d^e");

    assertEquals(List.of("[bot]:"), completion.candidates("["));
    assertEquals(List.of("a.b:"), completion.candidates("A."));
    assertEquals(List.of("a\\b"), completion.candidates("see a\\"));
    assertEquals(List.of("x|away"), completion.candidates("/msg x|"));
    assertEquals(List.of("from:`amy`"), completion.candidates("/search from:`"));
    assertEquals(List.of("{c}"), completion.candidates("/whois {"));
  }

  /** JLine inserts the common prefix of all candidates, so none may be missing. */
  @Test
  void offers_all_candidates() {
    receiveMembers(IntStream.range(0, 1000).mapToObj(i -> "guest" + i).toArray(String[]::new));

    assertEquals(1000, completion.candidates("g").size());
  }

  private void receiveMembers(String... nicknames) {
    memberLists.onMessage(
        new ServerMessage.MemberList(
            List.of(nicknames).stream().map(Nickname::sanitize).toList(), RoomName.LOBBY));
  }
}
