package io.parley.room;

import io.parley.protocol.Nickname;
import io.parley.protocol.Text;
import java.util.OptionalLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;

/** A room, and the members that a test lets join. */
final class TestRoom {
  private final ActorTestKit kit;
  private final ActorRef<ChatRoom.Command> room;

  TestRoom(ActorTestKit kit, Behavior<ChatRoom.Command> room) {
    this.kit = kit;
    this.room = kit.spawn(room);
  }

  ActorRef<ChatRoom.Command> ref() {
    return room;
  }

  /** A new member; it has received nothing yet. */
  TestProbe<RoomEvent> sendJoin(String nickname) {
    TestProbe<RoomEvent> member = kit.createTestProbe(RoomEvent.class);
    sendJoin(nickname, member);
    return member;
  }

  void sendJoin(String nickname, TestProbe<RoomEvent> member) {
    room.tell(new ChatRoom.Join(new Nickname(nickname), member.getRef()));
  }

  /** A new member, which knows that it is admitted. */
  TestProbe<RoomEvent> join(String nickname) {
    TestProbe<RoomEvent> member = sendJoin(nickname);
    member.expectMessageClass(RoomEvent.Admitted.class);
    return member;
  }

  /** A new device of an account, which knows that it is admitted. */
  TestProbe<RoomEvent> join(String nickname, long account) {
    TestProbe<RoomEvent> member = sendJoin(nickname, account);
    member.expectMessageClass(RoomEvent.Admitted.class);
    return member;
  }

  /** A new device of an account; it has received nothing yet. */
  TestProbe<RoomEvent> sendJoin(String nickname, long account) {
    TestProbe<RoomEvent> member = kit.createTestProbe(RoomEvent.class);
    room.tell(new ChatRoom.Join(identity(nickname, account, 0), member.getRef(), false));
    return member;
  }

  void rename(TestProbe<RoomEvent> member, String nickname, long account) {
    room.tell(new ChatRoom.Rename(identity(nickname, account, 0), member.getRef()));
  }

  /** A device of an account, whose nickname has the number of its assignment. */
  static MemberIdentity identity(String nickname, long account, long assignment) {
    return new MemberIdentity(new Nickname(nickname), OptionalLong.of(account), assignment);
  }

  void part(TestProbe<RoomEvent> member) {
    room.tell(new ChatRoom.Part(member.getRef()));
  }

  void say(TestProbe<RoomEvent> member, String text) {
    room.tell(new ChatRoom.Say(Text.sanitize(text), member.getRef()));
  }
}
