package io.parley.room;

import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The events of a {@link PendingBatch} that one member gets, if these are not all of its events: a
 * range of the events, and direct events for this member only, each at its position.
 */
final class MemberView {

  /** An event for one member only, after the batch's event at {@code index - 1}. */
  private sealed interface DirectEvent {
    int index();
  }

  private record Prepared(int index, RoomEvent event) implements DirectEvent {}

  /** The backlog of a new member. It is created on delivery, when all texts before it have ids. */
  private record Backlog(int index) implements DirectEvent {}

  /** The member does not get the events from this index to {@code next - 1}. */
  private record Skipped(int index, int next) implements DirectEvent {}

  private final List<DirectEvent> directEvents = new ArrayList<>();
  private int start;
  private int end = Integer.MAX_VALUE;
  private boolean formerMember;

  /** The indexes of the events that the member has caused. */
  private final BitSet own = new BitSet();

  void startAt(int index) {
    start = index;
  }

  void endAt(int index) {
    end = index;
  }

  /** The member has left the room and gets only the events of this view. */
  void setFormerMember() {
    formerMember = true;
  }

  boolean isFormerMember() {
    return formerMember;
  }

  /** The event at this index is a text of the member. */
  void addOwn(int index) {
    own.set(index);
  }

  void addDirect(int index, RoomEvent event) {
    directEvents.add(new Prepared(index, event));
  }

  void addBacklog(int index) {
    directEvents.add(new Backlog(index));
  }

  /** The member does not get so many events from an index on. */
  void skip(int index, int count) {
    directEvents.add(new Skipped(index, index + count));
  }

  /** The event that ends the membership, if this view has one. */
  Optional<RoomEvent> farewell() {
    for (DirectEvent direct : directEvents) {
      if (direct instanceof Prepared prepared && prepared.event().isLast()) {
        return Optional.of(prepared.event());
      }
    }
    return Optional.empty();
  }

  /** The renames that only this member gets. */
  List<RoomEvent> renames() {
    List<RoomEvent> renames = new ArrayList<>();
    for (DirectEvent direct : directEvents) {
      if (direct instanceof Prepared prepared
          && prepared.event() instanceof RoomEvent.Delivered delivered
          && delivered.batch().messages().get(0) instanceof ServerMessage.Renamed) {
        renames.add(delivered);
      }
    }
    return renames;
  }

  /**
   * Sends the member its part of a batch. Nothing follows the last event of a view that has an end.
   *
   * @param backlogBefore creates the backlog from the texts of the batch before an index
   */
  void deliver(
      Member<ActorRef<RoomEvent>> member,
      Batch<ServerMessage> batch,
      IntFunction<ServerMessage> backlogBefore) {
    int position = start;
    for (int i = 0; i < directEvents.size(); i++) {
      DirectEvent direct = directEvents.get(i);
      position = deliverRange(member, batch, position, direct.index());
      if (direct instanceof Prepared prepared) {
        i = deliverPrepared(member, i);
        if (prepared.event().isLast() && end <= prepared.index()) {
          return;
        }
      } else if (direct instanceof Skipped skipped) {
        position = Math.max(position, skipped.next());
      } else {
        ServerMessage backlog = backlogBefore.apply(direct.index());
        member.reference().tell(new RoomEvent.Delivered(Batch.of(backlog), 0));
        member.setShown();
      }
    }
    deliverRange(member, batch, position, Math.min(end, batch.messages().size()));
  }

  /**
   * Sends a direct event, and the ones behind it that it can be joined with.
   *
   * @param first the index of the direct event
   * @return the index of the last direct event that is sent
   */
  private int deliverPrepared(Member<ActorRef<RoomEvent>> member, int first) {
    Prepared direct = (Prepared) directEvents.get(first);
    RoomEvent event = direct.event();
    int last = first;
    if (event instanceof RoomEvent.Delivered delivered) {
      DeliveredJoiner joiner = new DeliveredJoiner(delivered);
      while (last + 1 < directEvents.size()
          && directEvents.get(last + 1) instanceof Prepared next
          && next.index() == direct.index()
          && next.event() instanceof RoomEvent.Delivered more
          && joiner.tryAdd(more)) {
        last++;
      }
      event = joiner.joined();
    }
    member.messagesReturned(event.ownMessages());
    member.reference().tell(event);
    return last;
  }

  private int deliverRange(
      Member<ActorRef<RoomEvent>> member, Batch<ServerMessage> batch, int from, int to) {
    if (from >= to) {
      return from;
    }
    BitSet sent = own.get(from, to);
    int count = sent.cardinality();
    member.messagesReturned(count);
    member.reference().tell(new RoomEvent.Delivered(batch.slice(from, to).withOwn(sent), count));
    return to;
  }
}
