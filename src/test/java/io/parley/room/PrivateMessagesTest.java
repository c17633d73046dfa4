package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.TestServers;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Private messages, and the nicknames of guests. */
class PrivateMessagesTest {
  private final ActorTestKit kit =
      ActorTestKit.create("talk", ManualTime.config().withFallback(TestServers.config()));
  private final ActorRef<ChatRoom.Command> room =
      kit.spawn(RoomTestKit.lobby(kit, RoomTestKit.settings(Duration.ZERO, 100_000), () -> 0));

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void private_message_is_delivered_to_recipient_and_sender_only() {
    TestProbe<RoomEvent> chris = join("chris");
    receiveMessages(chris, 1); // the first event of a room is flushed at once
    TestProbe<RoomEvent> pat = join("pat");
    TestProbe<RoomEvent> eve = join("eve");

    sendPrivate(chris, "PAT", "psst");

    ServerMessage message =
        new ServerMessage.PrivateMessage(nick("chris"), nick("pat"), Text.sanitize("psst"));
    assertEquals(message, last(receiveMessages(chris, 3)));
    assertEquals(message, last(receiveMessages(pat, 3)));
    say(eve, "pardon?");
    sendPrivate(eve, "nobody", "x"); // the reply flushes the pending events of eve
    assertEquals(
        List.of(
            ServerMessage.Joined.class, ServerMessage.Chatted.class, ServerMessage.Refused.class),
        receiveMessages(eve, 3).stream().map(Object::getClass).toList());
  }

  @Test
  void private_message_is_delivered_after_earlier_messages() {
    TestProbe<RoomEvent> chris = join("chris");
    receiveMessages(chris, 1);
    TestProbe<RoomEvent> pat = join("pat");
    say(chris, "one");
    sendPrivate(chris, "pat", "two");
    say(chris, "three");
    sendPrivate(chris, "pat", "four");

    assertEquals(List.of("one", "two", "three", "four"), texts(receiveMessages(pat, 5)));
    assertEquals(List.of("one", "two", "three", "four"), texts(receiveMessages(chris, 5)));
  }

  @Test
  void private_message_to_unknown_nickname_is_rejected() {
    TestProbe<RoomEvent> chris = join("chris");
    receiveMessages(chris, 1);
    sendPrivate(chris, "nobody", "psst");

    RoomEvent.Delivered answer = chris.expectMessageClass(RoomEvent.Delivered.class);
    assertEquals(1, answer.ownMessages());
    ServerMessage.Refused refused = (ServerMessage.Refused) answer.batch().messages().get(0);
    assertEquals(Problem.Code.NO_SUCH_NICKNAME, refused.problem().code());
    assertEquals("nobody", refused.problem().subject());
  }

  @Test
  void private_message_to_self_is_delivered_once() {
    TestProbe<RoomEvent> chris = join("chris");
    receiveMessages(chris, 1);
    sendPrivate(chris, "chris", "note");
    sendPrivate(chris, "nobody", "end");

    assertEquals(
        List.of(ServerMessage.PrivateMessage.class, ServerMessage.Refused.class),
        receiveMessages(chris, 2).stream().map(Object::getClass).toList());
  }

  @Test
  void private_message_of_non_member_is_ignored() {
    TestProbe<RoomEvent> chris = join("chris");
    receiveMessages(chris, 1);
    TestProbe<RoomEvent> stranger = kit.createTestProbe(RoomEvent.class);
    sendPrivate(stranger, "chris", "buy this");
    sendPrivate(chris, "chris", "note");

    assertEquals(ServerMessage.PrivateMessage.class, receiveMessages(chris, 1).get(0).getClass());
  }

  @Test
  void guest_nicknames_are_never_reused() {
    assertEquals("guest-1", joinAsGuest().nickname().value());
    RoomEvent.Admitted second = joinAsGuest();
    assertEquals("guest-2", second.nickname().value());
    assertEquals(List.of(nick("guest-1"), nick("guest-2")), second.members().nicknames());
  }

  private RoomEvent.Admitted joinAsGuest() {
    TestProbe<RoomEvent> guest = kit.createTestProbe(RoomEvent.class);
    room.tell(new ChatRoom.JoinAsGuest(guest.getRef()));
    return guest.expectMessageClass(RoomEvent.Admitted.class);
  }

  private TestProbe<RoomEvent> join(String nickname) {
    TestProbe<RoomEvent> probe = kit.createTestProbe(RoomEvent.class);
    room.tell(new ChatRoom.Join(nick(nickname), probe.getRef()));
    probe.expectMessageClass(RoomEvent.Admitted.class);
    return probe;
  }

  private void say(TestProbe<RoomEvent> member, String text) {
    room.tell(new ChatRoom.Say(Text.sanitize(text), member.getRef()));
  }

  private void sendPrivate(TestProbe<RoomEvent> member, String target, String text) {
    room.tell(new ChatRoom.SendPrivate(nick(target), Text.sanitize(text), member.getRef()));
  }

  private static List<ServerMessage> receiveMessages(TestProbe<RoomEvent> probe, int count) {
    List<ServerMessage> received = new ArrayList<>();
    while (received.size() < count) {
      received.addAll(
          RoomTestKit.withoutStamps(
              probe.expectMessageClass(RoomEvent.Delivered.class).batch().messages()));
    }
    assertEquals(count, received.size());
    return received;
  }

  private static ServerMessage last(List<ServerMessage> received) {
    return received.get(received.size() - 1);
  }

  private static List<String> texts(List<ServerMessage> received) {
    List<String> texts = new ArrayList<>();
    for (ServerMessage message : received) {
      if (message instanceof ServerMessage.Chatted chatted) {
        texts.add(chatted.text().value());
      } else if (message instanceof ServerMessage.PrivateMessage direct) {
        texts.add(direct.text().value());
      }
    }
    return texts;
  }

  private static Nickname nick(String value) {
    return Nickname.sanitize(value);
  }
}
