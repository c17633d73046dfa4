package io.parley.room;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Who gets into a room: nobody once it is closed, and nobody under a nickname that somebody has.
 */
final class Admission {
  private final Roster<ActorRef<RoomEvent>> roster;
  private final InstantSource clock;
  private Optional<Problem> closeReason = Optional.empty();
  private long attempts;
  private long lastGuestNumber;

  Admission(Roster<ActorRef<RoomEvent>> roster, InstantSource clock) {
    this.roster = roster;
    this.clock = clock;
  }

  /** Lets somebody in, or turns them away. */
  Optional<Member<ActorRef<RoomEvent>>> admit(Nickname nickname, ActorRef<RoomEvent> who) {
    attempts++;
    Optional<Member<ActorRef<RoomEvent>>> newcomer =
        isClosed() ? Optional.empty() : roster.claim(nickname, who, clock.instant());
    if (newcomer.isEmpty()) {
      who.tell(
          new RoomEvent.Rejected(
              closeReason.orElseGet(() -> RoomProblems.nicknameTaken(nickname))));
    }
    return newcomer;
  }

  /** Never given twice, or else words to one guest could reach another. */
  Nickname nextGuestNickname() {
    lastGuestNumber++;
    return Nickname.guest(lastGuestNumber);
  }

  /** Lets nobody in any more, and says why. */
  void close(Problem reason) {
    closeReason = Optional.of(reason);
  }

  boolean isClosed() {
    return closeReason.isPresent();
  }

  /** How many have come, those who were turned away, too. */
  long attempts() {
    return attempts;
  }
}
