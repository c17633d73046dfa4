package io.parley.room;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Who gets into a room: nobody once it is closed, and nobody under a nickname that somebody has.
 */
final class Door {
  private final Roster<ActorRef<RoomEvent>> roster;
  private final InstantSource clock;
  private Optional<Problem> closed = Optional.empty();
  private long came;
  private long guests;

  Door(Roster<ActorRef<RoomEvent>> roster, InstantSource clock) {
    this.roster = roster;
    this.clock = clock;
  }

  /** Lets somebody in, or turns them away. */
  Optional<Member<ActorRef<RoomEvent>>> open(Nickname nickname, ActorRef<RoomEvent> who) {
    came++;
    Optional<Member<ActorRef<RoomEvent>>> newcomer =
        isClosed() ? Optional.empty() : roster.claim(nickname, who, clock.instant());
    if (newcomer.isEmpty()) {
      who.tell(new RoomEvent.TurnedAway(closed.orElseGet(() -> RoomProblems.taken(nickname))));
    }
    return newcomer;
  }

  /** Never given twice, or else words to one guest could reach another. */
  Nickname nextGuest() {
    guests++;
    return Nickname.guest(guests);
  }

  /** Lets nobody in any more, and says why. */
  void close(Problem reason) {
    closed = Optional.of(reason);
  }

  boolean isClosed() {
    return closed.isPresent();
  }

  /** How many have come, those who were turned away, too. */
  long came() {
    return came;
  }
}
