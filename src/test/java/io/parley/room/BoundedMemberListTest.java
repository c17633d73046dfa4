package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.TestServers;
import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The list of members that comes with a join, and the one that a member asks for. */
class BoundedMemberListTest {
  private static final int MAX_MEMBERS = 3;

  private final ActorTestKit kit = ActorTestKit.create("member-list", TestServers.config());
  private final TestRoom room =
      new TestRoom(kit, RoomTestKit.lobby(kit, RoomTestKit.summarySettings(MAX_MEMBERS), () -> 0));

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void list_of_a_small_room_is_complete() {
    assertEquals(list(1, "a"), join("a"));
    assertEquals(list(2, "a", "b"), join("b"));
    assertEquals(list(3, "a", "b", "c"), join("c"));
  }

  @Test
  void list_of_a_large_room_names_some_and_the_number_of_all() {
    List.of("a", "b", "c").forEach(this::join);
    assertEquals(list(4, "a", "b", "d"), join("d"));
    assertEquals(list(5, "a", "b", "e"), join("e"));
  }

  @Test
  void lists_of_many_who_join_grow_with_their_number_and_not_its_square() {
    long names = IntStream.range(0, 300).mapToLong(i -> join("p" + i).nicknames().size()).sum();
    assertEquals(300 * MAX_MEMBERS - 3, names);
  }

  @Test
  void answer_to_a_request_names_all() {
    List.of("a", "b", "c", "d").forEach(this::join);
    TestProbe<RoomEvent> last = room.join("e");
    room.ref().tell(new ChatRoom.Ask(new Request.ListMembers(Optional.empty()), last.getRef()));
    RoomEvent.Delivered answer;
    do {
      answer = last.expectMessageClass(RoomEvent.Delivered.class);
    } while (!answer.isAnswer());
    assertEquals(List.of(list(5, "a", "b", "c", "d", "e")), answer.batch().messages());
  }

  @Test
  void lists_have_people_and_not_connections() {
    room.join("a", 1);
    room.join("a", 1);
    room.join("b", 2);
    assertEquals(list(2, "a", "b"), joinDevice("b", 2));
    assertEquals(list(3, "a", "b", "c"), joinDevice("c", 3));
    assertEquals(list(4, "a", "b", "d"), joinDevice("d", 4));
    assertEquals(list(4, "a", "b", "d"), joinDevice("d", 4));
    assertEquals(list(4, "a", "b", "c"), joinDevice("a", 1));
  }

  private ServerMessage.MemberList joinDevice(String nickname, long account) {
    return room.sendJoin(nickname, account).expectMessageClass(RoomEvent.Admitted.class).members();
  }

  private ServerMessage.MemberList join(String nickname) {
    return room.sendJoin(nickname).expectMessageClass(RoomEvent.Admitted.class).members();
  }

  private static ServerMessage.MemberList list(int memberCount, String... nicknames) {
    return new ServerMessage.MemberList(
        List.of(nicknames).stream().map(Nickname::new).toList(), RoomName.LOBBY, memberCount);
  }
}
