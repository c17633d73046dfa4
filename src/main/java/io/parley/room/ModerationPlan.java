package io.parley.room;

import io.parley.access.AuditEntry;
import io.parley.access.RoomChange;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.Optional;

/** What a room does about a request of somebody who may have a role. */
sealed interface ModerationPlan {

  /** It only answers. */
  record Reply(ServerMessage message) implements ModerationPlan {
    static Reply refusal(Problem problem) {
      return new Reply(new ServerMessage.Refused(problem));
    }
  }

  /**
   * It records the act, and then does it.
   *
   * @param change of the profile; empty if there is none
   * @param stored whether the profile outlives the room
   * @param effect what the room does when the act is recorded
   * @param done the answer
   */
  record Act(
      Optional<RoomChange> change, boolean stored, AuditEntry entry, Runnable effect, Text done)
      implements ModerationPlan {}
}
