package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.Parley;
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

/** Talk between two, and guests. */
class PrivateTalkTest {
  private final ActorTestKit kit =
      ActorTestKit.create("talk", ManualTime.config().withFallback(Parley.config()));
  private final ActorRef<ChatRoom.Command> room =
      kit.spawn(RoomKit.lobby(kit, RoomKit.settings(Duration.ZERO, 100_000), () -> 0));

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void a_private_message_reaches_its_target_and_comes_back_to_its_sender_alone() {
    TestProbe<RoomEvent> chris = join("chris");
    hears(chris, 1); // the first event of a room waits for nothing
    TestProbe<RoomEvent> pat = join("pat");
    TestProbe<RoomEvent> eve = join("eve");

    tell(chris, "PAT", "psst");

    ServerMessage message =
        new ServerMessage.PrivateMessage(nick("chris"), nick("pat"), Text.clean("psst"));
    assertEquals(message, last(hears(chris, 3)));
    assertEquals(message, last(hears(pat, 3)));
    say(eve, "what?");
    tell(eve, "nobody", "x"); // makes the room pass on what eve has not heard
    assertEquals(
        List.of(
            ServerMessage.Joined.class, ServerMessage.Chatted.class, ServerMessage.Refused.class),
        hears(eve, 3).stream().map(Object::getClass).toList());
  }

  @Test
  void what_was_said_before_is_heard_before() {
    TestProbe<RoomEvent> chris = join("chris");
    hears(chris, 1);
    TestProbe<RoomEvent> pat = join("pat");
    say(chris, "one");
    tell(chris, "pat", "two");
    say(chris, "three");
    tell(chris, "pat", "four");

    assertEquals(List.of("one", "two", "three", "four"), texts(hears(pat, 5)));
    assertEquals(List.of("one", "two", "three", "four"), texts(hears(chris, 5)));
  }

  @Test
  void a_private_message_to_nobody_is_answered() {
    TestProbe<RoomEvent> chris = join("chris");
    hears(chris, 1);
    tell(chris, "nobody", "psst");

    RoomEvent.Heard answer = chris.expectMessageClass(RoomEvent.Heard.class);
    assertEquals(1, answer.own());
    ServerMessage.Refused refused = (ServerMessage.Refused) answer.batch().messages().get(0);
    assertEquals(Problem.Code.NO_SUCH_NICKNAME, refused.problem().code());
    assertEquals("nobody", refused.problem().subject());
  }

  @Test
  void one_may_write_to_oneself_and_gets_it_once() {
    TestProbe<RoomEvent> chris = join("chris");
    hears(chris, 1);
    tell(chris, "chris", "note");
    tell(chris, "nobody", "end");

    assertEquals(
        List.of(ServerMessage.PrivateMessage.class, ServerMessage.Refused.class),
        hears(chris, 2).stream().map(Object::getClass).toList());
  }

  @Test
  void strangers_cannot_write_to_anybody() {
    TestProbe<RoomEvent> chris = join("chris");
    hears(chris, 1);
    TestProbe<RoomEvent> stranger = kit.createTestProbe(RoomEvent.class);
    tell(stranger, "chris", "buy this");
    tell(chris, "chris", "note");

    assertEquals(ServerMessage.PrivateMessage.class, hears(chris, 1).get(0).getClass());
  }

  @Test
  void guests_get_names_that_were_nobody_elses() {
    assertEquals("guest-1", joinAsGuest().nickname().value());
    RoomEvent.Welcomed second = joinAsGuest();
    assertEquals("guest-2", second.nickname().value());
    assertEquals(List.of(nick("guest-1"), nick("guest-2")), second.present());
  }

  private RoomEvent.Welcomed joinAsGuest() {
    TestProbe<RoomEvent> guest = kit.createTestProbe(RoomEvent.class);
    room.tell(new ChatRoom.JoinAsGuest(guest.getRef()));
    return guest.expectMessageClass(RoomEvent.Welcomed.class);
  }

  private TestProbe<RoomEvent> join(String nickname) {
    TestProbe<RoomEvent> probe = kit.createTestProbe(RoomEvent.class);
    room.tell(new ChatRoom.Join(nick(nickname), probe.getRef()));
    probe.expectMessageClass(RoomEvent.Welcomed.class);
    return probe;
  }

  private void say(TestProbe<RoomEvent> member, String text) {
    room.tell(new ChatRoom.Say(Text.clean(text), member.getRef()));
  }

  private void tell(TestProbe<RoomEvent> member, String target, String text) {
    room.tell(new ChatRoom.Tell(nick(target), Text.clean(text), member.getRef()));
  }

  private static List<ServerMessage> hears(TestProbe<RoomEvent> probe, int count) {
    List<ServerMessage> heard = new ArrayList<>();
    while (heard.size() < count) {
      heard.addAll(
          RoomKit.plain(probe.expectMessageClass(RoomEvent.Heard.class).batch().messages()));
    }
    assertEquals(count, heard.size());
    return heard;
  }

  private static ServerMessage last(List<ServerMessage> heard) {
    return heard.get(heard.size() - 1);
  }

  private static List<String> texts(List<ServerMessage> heard) {
    List<String> texts = new ArrayList<>();
    for (ServerMessage message : heard) {
      if (message instanceof ServerMessage.Chatted chatted) {
        texts.add(chatted.text().value());
      } else if (message instanceof ServerMessage.PrivateMessage said) {
        texts.add(said.text().value());
      }
    }
    return texts;
  }

  private static Nickname nick(String value) {
    return Nickname.foreign(value);
  }
}
