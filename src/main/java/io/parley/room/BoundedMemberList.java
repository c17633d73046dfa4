package io.parley.room;

import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The list of members that a room sends unasked. In a large room it names only some of them: with
 * complete lists, the cost would be the square of the number of members when all of them join at
 * once. The complete list is the answer to a request ({@link MemberListAnswer}).
 *
 * @param maxMembers the number of people above which a list is not complete, and of nicknames in
 *     such a list; 0 if each list is complete
 */
record BoundedMemberList(RoomName room, Roster<ActorRef<RoomEvent>> roster, int maxMembers) {

  /** The list for a member that joins, which is in the list. */
  ServerMessage.MemberList forJoin(Member<ActorRef<RoomEvent>> member) {
    return isComplete()
        ? complete()
        : new ServerMessage.MemberList(
            roster.nicknamesWith(member, maxMembers), room, roster.occupantCount());
  }

  /** The list for all members. */
  ServerMessage.MemberList forAll() {
    return isComplete()
        ? complete()
        : new ServerMessage.MemberList(
            roster.firstNicknames(maxMembers), room, roster.occupantCount());
  }

  private boolean isComplete() {
    return maxMembers == 0 || roster.occupantCount() <= maxMembers;
  }

  private ServerMessage.MemberList complete() {
    return new ServerMessage.MemberList(roster.nicknames(), room);
  }
}
