package io.parley.room;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Admits members to a room and answers their joins. Rejects all joins while the room is closed or
 * has failed. The actor of the room owns it.
 */
final class Admission {
  private final RoomRef room;
  private final Roster<ActorRef<RoomEvent>> roster;
  private final BoundedMemberList memberList;
  private final InstantSource clock;
  private Optional<Problem> closeReason = Optional.empty();
  private Optional<Problem> failure = Optional.empty();

  Admission(RoomRef room, BoundedMemberList memberList, InstantSource clock) {
    this.room = room;
    this.roster = memberList.roster();
    this.memberList = memberList;
    this.clock = clock;
  }

  /**
   * Admits an actor, or rejects it, and sends it the result.
   *
   * @param once whether it leaves after one message
   * @return the new member; empty if the actor is rejected
   */
  Optional<Member<ActorRef<RoomEvent>>> admit(
      MemberIdentity identity, ActorRef<RoomEvent> candidate, boolean once) {
    Optional<Problem> closed = closeReason.or(() -> failure);
    if (closed.isPresent()) {
      candidate.tell(new RoomEvent.Rejected(room.name(), closed.get()));
      return Optional.empty();
    }
    Member<ActorRef<RoomEvent>> member = roster.add(identity, candidate, clock.instant(), once);
    confirm(member, identity.nickname());
    return Optional.of(member);
  }

  /**
   * Sends a member that it is admitted.
   *
   * @param joined the nickname with which it has joined
   */
  void confirm(Member<ActorRef<RoomEvent>> member, Nickname joined) {
    member.reference().tell(new RoomEvent.Admitted(joined, memberList.forJoin(member), room));
  }

  /** Rejects all further joins. */
  void close(Problem reason) {
    closeReason = Optional.of(reason);
  }

  boolean isOpen() {
    return closeReason.isEmpty() && failure.isEmpty();
  }

  /** Whether the room is closed for good. */
  boolean isClosed() {
    return closeReason.isPresent();
  }

  /**
   * Rejects joins while the room has failed.
   *
   * @param problem empty if the room works again
   */
  void setFailure(Optional<Problem> problem) {
    failure = problem;
  }
}
