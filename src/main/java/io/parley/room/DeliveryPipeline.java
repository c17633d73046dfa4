package io.parley.room;

import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.flow.Batch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The way of what happens in a room to its members: in batches, and not before it is kept. While
 * one batch is being written, what comes forms the next, so that nothing overtakes anything.
 *
 * <p>It begins when the past has been read. Owned by the actor of the room, which wakes it when a
 * batch is due and hands it what it is told of the history.
 */
final class DeliveryPipeline {
  private final RoomName room;
  private final RoomDependencies dependencies;
  private final Roster<ActorRef<RoomEvent>> roster;
  private final ActorRef<HistoryResponse> historyReplyTo;
  private final Consumer<Duration> flushScheduler;
  private final FlushPolicy flushPolicy;
  private final RecentHistory recentHistory;
  private PendingBatch<ActorRef<RoomEvent>> pending = new PendingBatch<>();

  /** What is being written. Empty happenings while the past is being read. */
  private Optional<PendingBatch<ActorRef<RoomEvent>>> inFlight = Optional.of(new PendingBatch<>());

  /** The haste for which it is to be woken, if it is. */
  private Optional<FlushPolicy.Urgency> scheduledUrgency = Optional.empty();

  private boolean suspended;
  private boolean closing;

  /**
   * What happens from now on.
   *
   * @param toldHere where historian and writer answer: {@link #onHistoryResponse} is to be called
   *     with that
   * @param wake has {@link #onFlushDue} called after that time; it forgets what it was told before
   */
  DeliveryPipeline(
      RoomName room,
      RoomDependencies setup,
      Roster<ActorRef<RoomEvent>> roster,
      ActorRef<HistoryResponse> toldHere,
      Consumer<Duration> wake) {
    this.room = room;
    this.dependencies = setup;
    this.roster = roster;
    this.historyReplyTo = toldHere;
    this.flushScheduler = wake;
    this.flushPolicy = new FlushPolicy(setup.settings().flush(), setup.nanoTime());
    this.recentHistory = new RecentHistory(room, setup.settings().backlogSize());
    setup
        .historyLoader()
        .tell(
            new RoomHistoryLoader.LoadRecent(
                room.value(), setup.settings().backlogSize(), toldHere));
  }

  /** What has happened since the last batch; who adds to it calls {@link #requestFlush}. */
  PendingBatch<ActorRef<RoomEvent>> pending() {
    return pending;
  }

  Optional<Text> topic() {
    return recentHistory.topic();
  }

  /** So much waits to be written that more of it is refused. */
  boolean isFull() {
    return pending.weight() > dependencies.settings().maxUnpersisted();
  }

  /** Whether all that has happened has been told. */
  boolean isIdle() {
    return inFlight.isEmpty() && pending.isEmpty();
  }

  /** Whether all that was said is kept. */
  boolean isPersisted() {
    return pending.newMessages().isEmpty()
        && inFlight.map(u -> u.newMessages().isEmpty()).orElse(true);
  }

  /**
   * Somebody has just come: they hear what was kept before, then that they are in, and what happens
   * from now on. Where nothing waits to be kept they hear so at once, and only the others in time.
   */
  void addMember(Member<ActorRef<RoomEvent>> newcomer, ServerMessage joined) {
    if (inFlight.isEmpty() && pending.newMessages().isEmpty()) {
      Batch<ServerMessage> first = Batch.copyOf(List.of(recentHistory.backlog(List.of()), joined));
      newcomer.reference().tell(new RoomEvent.Delivered(first, 0));
      pending.add(joined);
      pending.startView(newcomer);
    } else {
      inFlight.ifPresent(happenings -> happenings.startView(newcomer));
      pending.startView(newcomer);
      pending.addBacklog(newcomer, recentHistory);
      pending.add(joined);
    }
    if (suspended) {
      newcomer.reference().tell(new RoomEvent.Suspended(room));
    }
    requestFlush();
  }

  /** Somebody who is not in any more hears what has happened until now, and that last. */
  void removeMember(Member<ActorRef<RoomEvent>> leaver, ServerMessage left, RoomEvent last) {
    inFlight.ifPresent(happenings -> happenings.endViewOfFormerMember(leaver));
    pending.add(left);
    pending.addDirect(leaver, last);
    pending.endViewOfFormerMember(leaver);
    requestFlush();
  }

  /** From now on nothing waits for a better pace. */
  void close() {
    closing = true;
    flush();
  }

  /** What has happened goes out as soon as the pace allows. */
  void requestFlush() {
    if (inFlight.isPresent()) {
      return; // when it has arrived
    }
    if (pending.weight() >= dependencies.settings().maxBatch()) {
      flush();
      return;
    }
    FlushPolicy.Urgency haste = flushPolicy.urgency(pending.size(), pending.newMessages().size());
    if (scheduledUrgency.isEmpty() || haste.compareTo(scheduledUrgency.get()) > 0) {
      scheduledUrgency = Optional.of(haste);
      flushScheduler.accept(flushPolicy.delayUntilFlush(roster.size(), haste));
    }
  }

  /** The time of the pace is over. */
  void onFlushDue() {
    scheduledUrgency = Optional.empty();
    flush();
  }

  /** It is written, or read, or cannot be. */
  void onHistoryResponse(HistoryResponse told) {
    if (told instanceof HistoryResponse.Stored stored) {
      inFlight.ifPresent(happenings -> happenings.assignIds(stored.messages()));
      onInFlightCompleted();
    } else if (told instanceof HistoryResponse.RecentLoaded loaded) {
      recentHistory.restore(
          loaded.messages().stream().map(HistoryMapping::toServerMessage).toList(),
          loaded.topic().map(entry -> Text.sanitize(entry.content().text())));
      onInFlightCompleted();
    } else if (!suspended) {
      suspended = true;
      broadcast(new RoomEvent.Suspended(room));
    }
  }

  /** What was under way may be shown now. */
  private void onInFlightCompleted() {
    Optional<PendingBatch<ActorRef<RoomEvent>>> ready = inFlight;
    inFlight = Optional.empty();
    ready.ifPresent(this::deliver);
    if (suspended) {
      suspended = false;
      broadcast(new RoomEvent.Resumed(room));
    }
    if (closing) {
      flush();
    } else if (!pending.isEmpty()) {
      requestFlush();
    }
  }

  private void flush() {
    if (inFlight.isPresent() || pending.isEmpty()) {
      return;
    }
    PendingBatch<ActorRef<RoomEvent>> next = pending;
    pending = new PendingBatch<>();
    if (next.newMessages().isEmpty()) {
      deliver(next);
    } else {
      inFlight = Optional.of(next);
      dependencies
          .historyWriter()
          .tell(new HistoryWriter.Store(next.newMessages(), historyReplyTo));
    }
  }

  private void deliver(PendingBatch<ActorRef<RoomEvent>> happenings) {
    // The pace counts from here, and not from the begin of the writing: so the next batch has what
    // people say to this one, too. One that has nothing for everybody does not count.
    if (happenings.size() > 0) {
      flushPolicy.recordFlush(happenings.size(), pending.size());
    }
    happenings.deliver(roster.members(), ActorRef::tell);
    recentHistory.addAll(happenings.persistedEvents());
  }

  /** Says something at once, past all that waits. */
  private void broadcast(RoomEvent event) {
    roster.members().forEach(member -> member.reference().tell(event));
  }
}
