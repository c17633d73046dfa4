package io.parley.room;

import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.wire.flow.Batch;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Replaces the delivery of a room after one of its handlers has thrown. The members stay, and the
 * list of members stands for the joins and leaves that were not delivered. The actor of the room
 * owns it.
 */
final class RoomRecovery {
  private final RoomName room;
  private final Roster<ActorRef<RoomEvent>> roster;
  private final BoundedMemberList memberList;
  private final Admission admission;
  private final InstantSource clock;
  private final RestartLimit restartLimit;

  RoomRecovery(BoundedMemberList memberList, Admission admission, RoomDependencies dependencies) {
    this.room = memberList.room();
    this.roster = memberList.roster();
    this.memberList = memberList;
    this.admission = admission;
    this.clock = dependencies.clock();
    RoomSettings settings = dependencies.settings();
    this.restartLimit =
        new RestartLimit(settings.maxRestarts(), settings.restartWindow(), dependencies.nanoTime());
  }

  /** Counts a restart. Returns false if the room has failed too often. */
  boolean tryRestart() {
    return restartLimit.tryRestart();
  }

  /**
   * Notifies the members and starts the new delivery from the history.
   *
   * @param failed the delivery to replace; its pending events are dropped, except renames, as a
   *     client must know its nickname, and those that end a membership
   * @param next not started yet
   */
  void restart(DeliveryPipeline failed, DeliveryPipeline next) {
    admission.setFailure(Optional.empty());
    notifyMembers(next);
    failed.copyRenamesTo(next.pending());
    failed.farewells().forEach((member, event) -> addFarewell(member, event, next.pending()));
    if (admission.isClosed()) {
      next.close();
    }
    next.recover(failed.isSuspended());
  }

  /** Ends the connections of all members, and rejects joins until {@link #reopen}. */
  void disconnectMembers(DeliveryPipeline failed) {
    Problem problem = RoomProblems.roomFailed(room);
    admission.setFailure(Optional.of(problem));
    Map<Member<ActorRef<RoomEvent>>, RoomEvent> farewells = failed.farewells();
    farewells.forEach((member, event) -> member.reference().tell(event));
    RoomEvent end = new RoomEvent.Completed(room, Optional.of(problem));
    roster.members().forEach(member -> member.reference().tell(end));
  }

  /** Admits members again. The new delivery starts from the history. */
  void reopen(DeliveryPipeline next) {
    admission.setFailure(Optional.empty());
    next.recover(false);
  }

  private void notifyMembers(DeliveryPipeline next) {
    Batch<ServerMessage> notice =
        Batch.copyOf(List.of(RoomNotices.restarted(room), memberList.forAll()));
    for (Member<ActorRef<RoomEvent>> member : roster.members()) {
      member.reference().tell(new RoomEvent.Delivered(notice, member.takeMessagesInFlight(), true));
      if (!member.isShown()) {
        Stamp now = new Stamp(room, clock.instant());
        if (member.occupant().firstMember() == member) {
          next.addMember(member, member.joined(now));
        } else {
          next.addDevice(member, member.joined(now));
        }
      }
    }
  }

  private void addFarewell(
      Member<ActorRef<RoomEvent>> member, RoomEvent event, PendingBatch pending) {
    pending.addDirect(member, event);
    if (roster.find(member.reference()).isEmpty()) {
      pending.endViewOfFormerMember(member);
    } else if (!admission.isClosed()) {
      pending.endView(member);
    }
  }
}
