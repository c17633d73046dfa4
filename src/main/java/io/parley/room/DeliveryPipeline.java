package io.parley.room;

import io.parley.history.StoredMessage;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import io.parley.wire.flow.Batch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Delivers the events of a room to its members in batches.
 *
 * <ol>
 *   <li>A batch is stored before any member gets it.
 *   <li>While one batch is being stored, new events form the next, so that all members get all
 *       events in one order.
 *   <li>No event is delivered before the history of the room is loaded.
 *   <li>A batch that is full is followed by another one, so that a batch is never much larger than
 *       {@link RoomSettings#maxBatch}, however much arrives while one is being stored.
 * </ol>
 *
 * <p>The actor of the room owns it, calls {@link #onFlushDue} when a flush is due and passes on the
 * responses of the history. After a failure it creates a new pipeline.
 */
final class DeliveryPipeline {

  /** The state of the pipeline. */
  private sealed interface State {}

  /** {@link #start} or {@link #recover} is not called yet. */
  private enum NotStarted implements State {
    INSTANCE
  }

  /** After a failure: the writer must store earlier requests before the history is loaded. */
  private enum AwaitingWriter implements State {
    INSTANCE
  }

  private enum Loading implements State {
    INSTANCE
  }

  /** The pending batch may be flushed. */
  private enum Idle implements State {
    INSTANCE
  }

  private record Storing(PendingBatch batch) implements State {}

  private final RoomName room;
  private final RoomDependencies dependencies;
  private final Roster<ActorRef<RoomEvent>> roster;
  private final ActorRef<HistoryResponse> historyReplyTo;
  private final Consumer<Duration> flushScheduler;
  private final FlushPolicy flushPolicy;
  private final RecentHistory recentHistory;
  private final PresenceCounter presence;

  /** Full batches that wait for the one that is being stored, oldest first. */
  private final Deque<PendingBatch> fullBatches = new ArrayDeque<>();

  private long weightOfFullBatches;
  private long memoryOfFullBatches;

  /** What of this room's events counts in the memory of the server. */
  private long countedMemory;

  private PendingBatch pending = new PendingBatch();
  private State state = NotStarted.INSTANCE;

  /** The urgency for which a flush is scheduled; empty if none is. */
  private Optional<FlushPolicy.Urgency> scheduledUrgency = Optional.empty();

  /** The id of the last text that all members have. */
  private long lastDeliveredId;

  private boolean suspended;
  private boolean closing;

  /**
   * Creates a pipeline that is not started.
   *
   * @param historyReplyTo the address for responses of the history
   * @param flushScheduler schedules a call of {@link #onFlushDue} after a delay, and replaces an
   *     earlier schedule
   * @param summaryScheduler schedules a call of {@link #onSummaryDue}
   */
  DeliveryPipeline(
      RoomName room,
      RoomDependencies dependencies,
      Roster<ActorRef<RoomEvent>> roster,
      ActorRef<HistoryResponse> historyReplyTo,
      Consumer<Duration> flushScheduler,
      Runnable summaryScheduler) {
    this.room = room;
    this.dependencies = dependencies;
    this.roster = roster;
    this.historyReplyTo = historyReplyTo;
    this.flushScheduler = flushScheduler;
    this.flushPolicy = new FlushPolicy(dependencies.settings().flush(), dependencies.nanoTime());
    this.recentHistory = new RecentHistory(room, dependencies.settings().backlogSize());
    this.presence =
        new PresenceCounter(dependencies.settings().presenceSummaryMembers(), summaryScheduler);
  }

  /** Loads the history of a room without members. */
  void start() {
    load(OptionalLong.empty());
  }

  /**
   * Loads the history of a room that has failed, and delivers the stored texts that members have
   * not received. The writer may still have texts of the failed pipeline; it stores in order, so
   * that its answer to an empty request comes after these are stored.
   *
   * @param wasSuspended whether members have been notified that delivery is suspended
   */
  void recover(boolean wasSuspended) {
    suspended = wasSuspended;
    state = AwaitingWriter.INSTANCE;
    countMemory();
    dependencies.historyWriter().tell(new HistoryWriter.Store(List.of(), historyReplyTo));
  }

  /** The events since the last full batch. After a change, call {@link #requestFlush}. */
  PendingBatch pending() {
    return pending;
  }

  /** New members do not get the texts before a time. */
  void forgetBefore(Instant time) {
    recentHistory.forgetBefore(time);
  }

  /** A text with this id that new members get; empty if it is older. */
  Optional<ServerMessage.RoomText> findRecent(long id) {
    return recentHistory.find(id);
  }

  /** New members get a text as it is now. */
  void revise(ServerMessage.RoomText revised) {
    recentHistory.revise(revised);
  }

  Optional<Text> topic() {
    return recentHistory.topic();
  }

  /** Whether the limit of events that wait to be stored is exceeded, so that texts are refused. */
  boolean isFull() {
    return weightOfFullBatches + pending.weight() > dependencies.settings().maxUnpersisted();
  }

  /** Whether members have been notified that delivery is suspended. */
  boolean isSuspended() {
    return suspended;
  }

  /** Whether all events are delivered, or never will be. */
  boolean isIdle() {
    return state == NotStarted.INSTANCE || (state == Idle.INSTANCE && isNothingPending());
  }

  /** Whether all texts are stored. */
  boolean isPersisted() {
    return state != AwaitingWriter.INSTANCE
        && !(state instanceof Storing)
        && undelivered().allMatch(batch -> batch.newMessages().isEmpty());
  }

  /**
   * Delivers the backlog, then the join, to a new member. It gets both at once if no text waits to
   * be stored; the others get the join with the next batch, or in a large room at the end of an
   * interval ({@link PresenceCounter}).
   */
  void addMember(Member<ActorRef<RoomEvent>> member, ServerMessage joined) {
    boolean counting = presence.isCounting(roster.occupantCount());
    if (counting) {
      presence.countJoin(member, joined);
    }
    sendFirst(member, joined, !counting);
  }

  /** Delivers the same to a further device of somebody who is here. The others get nothing. */
  void addDevice(Member<ActorRef<RoomEvent>> member, ServerMessage joined) {
    presence.addDevice(member);
    sendFirst(member, joined, false);
  }

  /**
   * Delivers the backlog and the join to a new member.
   *
   * @param shared whether the others get the join, too
   */
  private void sendFirst(Member<ActorRef<RoomEvent>> member, ServerMessage joined, boolean shared) {
    if (state == Idle.INSTANCE && pending.newMessages().isEmpty()) {
      Batch<ServerMessage> first = Batch.copyOf(List.of(recentHistory.backlog(List.of()), joined));
      member.reference().tell(new RoomEvent.Delivered(first, 0));
      member.setShown();
      member.setLastSeenId(lastDeliveredId);
      if (shared) {
        pending.add(joined);
      }
      if (pending.size() > 0) {
        pending.startView(member);
      }
    } else {
      undelivered().forEach(batch -> batch.startView(member));
      pending.addBacklog(member);
      if (shared) {
        pending.add(joined);
      } else {
        pending.addDirect(member, new RoomEvent.Delivered(Batch.of(joined), 0));
      }
    }
    if (suspended) {
      member.reference().tell(new RoomEvent.Suspended(room));
    }
    if (!isNothingPending()) {
      requestFlush();
    }
  }

  /** Delivers to a member that leaves the room the events so far, and one last event. */
  void removeMember(Member<ActorRef<RoomEvent>> member, ServerMessage left, RoomEvent lastEvent) {
    boolean counting = presence.isCounting(roster.occupantCount());
    if (counting) {
      presence.countLeave(left);
    }
    sendLast(member, left, lastEvent, !counting);
  }

  /** Delivers the same to a device of somebody who stays. The others get nothing. */
  void removeDevice(Member<ActorRef<RoomEvent>> member, ServerMessage left, RoomEvent lastEvent) {
    sendLast(member, left, lastEvent, false);
  }

  private void sendLast(
      Member<ActorRef<RoomEvent>> member, ServerMessage left, RoomEvent lastEvent, boolean shared) {
    undelivered()
        .filter(batch -> batch != pending)
        .forEach(batch -> batch.endViewOfFormerMember(member));
    if (shared) {
      pending.add(left);
    } else {
      pending.addDirect(member, new RoomEvent.Delivered(Batch.of(left), 0));
    }
    pending.addDirect(member, lastEvent);
    pending.endViewOfFormerMember(member);
    requestFlush();
  }

  /** Adds that a former member is gone, for the others. {@link #flushAdded} follows. */
  void addLeave(ServerMessage left) {
    if (presence.isCounting(roster.occupantCount())) {
      presence.countLeave(left);
    } else {
      pending.add(left);
    }
  }

  /**
   * Adds a rename, after the joins and leaves that are collected: one may be the member's. {@link
   * #flushAdded} follows.
   */
  void addRename(ServerMessage renamed, Stamp now) {
    addSummary(now);
    pending.add(renamed);
  }

  /**
   * Adds a leave or a join that is the rename of one member, for all others and without waiting for
   * a summary. {@link #flushAdded} follows.
   */
  void addForOthers(Member<ActorRef<RoomEvent>> member, ServerMessage leftOrJoined) {
    pending.skipNext(member, 1);
    pending.add(leftOrJoined);
  }

  /** Adds a rename for one member only, in the order of the events. {@link #flushAdded} follows. */
  void addRenameFor(Member<ActorRef<RoomEvent>> member, ServerMessage renamed) {
    pending.addDirect(member, new RoomEvent.Delivered(Batch.of(renamed), 0));
  }

  /**
   * Delivers what was added. It may fail, unlike the additions, so that a room calls it when all
   * its changes for a command are complete.
   */
  void flushAdded() {
    if (!isNothingPending()) {
      requestFlush();
    }
  }

  /**
   * Delivers the joins and leaves of a large room in the interval that ends. A new member gets none
   * up to its own join, which it has already.
   */
  void onSummaryDue(Stamp now) {
    addSummary(now);
    flushAdded();
  }

  /** Adds the joins and leaves of the interval. {@link #flushAdded} follows. */
  void addSummary(Stamp now) {
    PresenceCounter.Changes changes = presence.take(now);
    if (closing || changes.messages().isEmpty()) {
      return;
    }
    changes
        .known()
        .forEach(
            (member, count) -> {
              if (roster.contains(member)) {
                pending.skipNext(member, count);
              }
            });
    changes.messages().forEach(pending::add);
  }

  /** The events that end the membership of a member and are not delivered yet. */
  Map<Member<ActorRef<RoomEvent>>, RoomEvent> farewells() {
    Map<Member<ActorRef<RoomEvent>>, RoomEvent> farewells = new LinkedHashMap<>();
    undelivered().forEach(batch -> farewells.putAll(batch.farewells()));
    return farewells;
  }

  /** Adds the renames that are not delivered yet to the batch of another pipeline. */
  void copyRenamesTo(PendingBatch next) {
    undelivered().forEach(batch -> batch.copyRenamesTo(next));
  }

  /** From now on batches are flushed without delay. */
  void close() {
    closing = true;
    flush();
  }

  /** Flushes the pending batch as soon as the flush policy allows, and full batches at once. */
  void requestFlush() {
    if (pending.weight() >= dependencies.settings().maxBatch()) {
      fullBatches.add(pending);
      weightOfFullBatches += pending.weight();
      memoryOfFullBatches += pending.memory();
      pending = new PendingBatch();
    }
    countMemory();
    if (state != Idle.INSTANCE) {
      return; // the state requests it when it ends
    }
    if (!fullBatches.isEmpty()) {
      flush();
      return;
    }
    FlushPolicy.Urgency urgency = flushPolicy.urgency(pending.size(), pending.newMessages().size());
    if (scheduledUrgency.isEmpty() || urgency.compareTo(scheduledUrgency.get()) > 0) {
      scheduledUrgency = Optional.of(urgency);
      flushScheduler.accept(flushPolicy.delayUntilFlush(roster.memberCount(), urgency));
    }
  }

  void onFlushDue() {
    scheduledUrgency = Optional.empty();
    flush();
  }

  void onStored(HistoryResponse.Stored stored) {
    if (state instanceof Storing storing) {
      storing.batch().assignIds(stored.messages());
      deliver(storing.batch());
      continueDelivery();
    } else if (state == AwaitingWriter.INSTANCE && stored.messages().isEmpty()) {
      load(roster.members().stream().filter(Member::isShown).mapToLong(Member::lastSeenId).min());
    } // else it answers the failed pipeline
  }

  void onRecentLoaded(HistoryResponse.RecentLoaded loaded) {
    if (state != Loading.INSTANCE) {
      return; // it answers a pipeline that failed while it was loading
    }
    loaded.messages().forEach(message -> lastDeliveredId = message.id());
    recentHistory.restore(
        toTexts(loaded.messages()),
        loaded.topic().map(message -> Text.sanitize(message.content().text())));
    MissedTexts missed = new MissedTexts(toTexts(loaded.missed()));
    lastDeliveredId = Math.max(lastDeliveredId, missed.lastId());
    missed.deliver(roster.members());
    for (Member<ActorRef<RoomEvent>> member : roster.members()) {
      member.setLastSeenId(Math.max(member.lastSeenId(), lastDeliveredId));
    }
    continueDelivery();
  }

  void onStoreFailed() {
    if (!suspended) {
      suspended = true;
      broadcast(new RoomEvent.Suspended(room));
    }
  }

  private void load(OptionalLong missedAfter) {
    state = Loading.INSTANCE;
    dependencies
        .historyLoader()
        .tell(
            new RoomHistoryLoader.LoadRecent(
                room.value(),
                Math.max(1, dependencies.settings().backlogSize()), // for the newest id
                missedAfter,
                historyReplyTo));
  }

  private void continueDelivery() {
    state = Idle.INSTANCE;
    countMemory();
    if (suspended) {
      suspended = false;
      broadcast(new RoomEvent.Resumed(room));
    }
    if (closing) {
      flush();
    } else if (!isNothingPending()) {
      requestFlush();
    }
  }

  private void flush() {
    while (state == Idle.INSTANCE && !isNothingPending()) {
      PendingBatch batch = takeOldest();
      if (batch.newMessages().isEmpty()) {
        deliver(batch);
      } else {
        state = new Storing(batch);
        dependencies
            .historyWriter()
            .tell(new HistoryWriter.Store(batch.newMessages(), historyReplyTo));
      }
    }
    countMemory();
  }

  /** The room replaces this pipeline, or ends: its events are not delivered. */
  void discard() {
    dependencies.memory().remove(countedMemory);
    countedMemory = 0;
  }

  /** Is called after each change of the undelivered events. */
  private void countMemory() {
    long memory = memoryOfFullBatches + pending.memory();
    if (state instanceof Storing storing) {
      memory += storing.batch().memory();
    }
    if (memory != countedMemory) {
      dependencies.memory().add(memory - countedMemory);
      countedMemory = memory;
    }
  }

  private PendingBatch takeOldest() {
    if (fullBatches.isEmpty()) {
      PendingBatch batch = pending;
      pending = new PendingBatch();
      return batch;
    }
    PendingBatch batch = fullBatches.remove();
    weightOfFullBatches -= batch.weight();
    memoryOfFullBatches -= batch.memory();
    return batch;
  }

  private boolean isNothingPending() {
    return fullBatches.isEmpty() && pending.isEmpty();
  }

  /** All batches that are not delivered, oldest first. */
  private Stream<PendingBatch> undelivered() {
    return Stream.of(
            state instanceof Storing storing
                ? Stream.of(storing.batch())
                : Stream.<PendingBatch>empty(),
            fullBatches.stream(),
            Stream.of(pending))
        .flatMap(batches -> batches);
  }

  private void deliver(PendingBatch batch) {
    // The flush interval starts here and not when storing starts, so that the next batch has
    // the replies of members to this batch. A batch of direct events only does not count.
    if (batch.size() > 0) {
      flushPolicy.recordFlush(batch.size(), pending.size());
    }
    lastDeliveredId = batch.lastId().orElse(lastDeliveredId);
    batch.deliver(roster, recentHistory, lastDeliveredId);
    recentHistory.addAll(batch.texts());
  }

  /** Sends all members an event at once, before the pending events. */
  private void broadcast(RoomEvent event) {
    roster.members().forEach(member -> member.reference().tell(event));
  }

  private List<ServerMessage.RoomText> toTexts(List<StoredMessage> messages) {
    return messages.stream().map(HistoryMapping::toServerMessage).toList();
  }
}
