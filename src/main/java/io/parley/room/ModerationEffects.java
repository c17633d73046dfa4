package io.parley.room;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomAction;
import io.parley.protocol.Text;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** What a room can do to its members. Its actor implements it. */
interface ModerationEffects {

  /** Tells all members what somebody has done. */
  void announce(Nickname by, RoomAction action);

  /**
   * Puts somebody out with all devices.
   *
   * @param problem what the peer of a dialect without rooms is told
   */
  void kick(
      Occupant<ActorRef<RoomEvent>> occupant, Nickname by, Optional<Text> reason, Problem problem);

  /** Forgets the invitation of a guest when that connection ends. */
  void watchInvited(ActorRef<RoomEvent> guest);
}
