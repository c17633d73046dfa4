package io.parley.room;

import io.parley.dialect.Batch;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
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
final class Delivery {
  private final RoomName room;
  private final RoomSetup setup;
  private final Roster<ActorRef<RoomEvent>> roster;
  private final ActorRef<Historian.Told> toldHere;
  private final Consumer<Duration> wake;
  private final Pace pace;
  private final Memory memory;
  private Happenings<ActorRef<RoomEvent>> pending = new Happenings<>();

  /** What is being written. Empty happenings while the past is being read. */
  private Optional<Happenings<ActorRef<RoomEvent>>> underway = Optional.of(new Happenings<>());

  /** The haste for which it is to be woken, if it is. */
  private Optional<Pace.Haste> wakesFor = Optional.empty();

  private boolean halted;
  private boolean closing;

  /**
   * What happens from now on.
   *
   * @param toldHere where historian and writer answer: {@link #told} is to be called with that
   * @param wake has {@link #due} called after that time; it forgets what it was told before
   */
  Delivery(
      RoomName room,
      RoomSetup setup,
      Roster<ActorRef<RoomEvent>> roster,
      ActorRef<Historian.Told> toldHere,
      Consumer<Duration> wake) {
    this.room = room;
    this.setup = setup;
    this.roster = roster;
    this.toldHere = toldHere;
    this.wake = wake;
    this.pace = new Pace(setup.settings().pace(), setup.nanoTime());
    this.memory = new Memory(room, setup.settings().recalled());
    setup.historian().tell(new Historian.Load(room.value(), setup.settings().recalled(), toldHere));
  }

  /** What has happened since the last batch; who adds to it calls {@link #soon}. */
  Happenings<ActorRef<RoomEvent>> pending() {
    return pending;
  }

  Optional<Text> topic() {
    return memory.topic();
  }

  /** So much waits to be written that more of it is refused. */
  boolean isFull() {
    return pending.weight() > setup.settings().maxUndelivered();
  }

  /** Whether all that has happened has been told. */
  boolean isDone() {
    return underway.isEmpty() && pending.isEmpty();
  }

  /** Whether all that was said is kept. */
  boolean isSettled() {
    return pending.sayings().isEmpty() && underway.map(u -> u.sayings().isEmpty()).orElse(true);
  }

  /**
   * Somebody has just come: they hear what was kept before, then that they are in, and what happens
   * from now on. Where nothing waits to be kept they hear so at once, and only the others in time.
   */
  void begin(Member<ActorRef<RoomEvent>> newcomer, ServerMessage joined) {
    if (underway.isEmpty() && pending.sayings().isEmpty()) {
      Batch<ServerMessage> first = Batch.copyOf(List.of(memory.recalled(List.of()), joined));
      newcomer.reference().tell(new RoomEvent.Heard(first, 0));
      pending.add(joined);
      pending.hearsFromHere(newcomer);
    } else {
      underway.ifPresent(happenings -> happenings.hearsFromHere(newcomer));
      pending.hearsFromHere(newcomer);
      pending.recall(newcomer, memory);
      pending.add(joined);
    }
    if (halted) {
      newcomer.reference().tell(new RoomEvent.Halted(room));
    }
    soon();
  }

  /** Somebody who is not in any more hears what has happened until now, and that last. */
  void end(Member<ActorRef<RoomEvent>> leaver, ServerMessage left, RoomEvent last) {
    underway.ifPresent(happenings -> happenings.hearsUpToHereThoughGone(leaver));
    pending.add(left);
    pending.aside(leaver, last);
    pending.hearsUpToHereThoughGone(leaver);
    soon();
  }

  /** From now on nothing waits for a better pace. */
  void close() {
    closing = true;
    flush();
  }

  /** What has happened goes out as soon as the pace allows. */
  void soon() {
    if (underway.isPresent()) {
      return; // when it has arrived
    }
    if (pending.weight() >= setup.settings().maxBatch()) {
      flush();
      return;
    }
    Pace.Haste haste = pace.haste(pending.size(), pending.sayings().size());
    if (wakesFor.isEmpty() || haste.compareTo(wakesFor.get()) > 0) {
      wakesFor = Optional.of(haste);
      wake.accept(pace.untilNextFlush(roster.size(), haste));
    }
  }

  /** The time of the pace is over. */
  void due() {
    wakesFor = Optional.empty();
    flush();
  }

  /** It is written, or read, or cannot be. */
  void told(Historian.Told told) {
    if (told instanceof Historian.Stored stored) {
      underway.ifPresent(happenings -> happenings.keptAs(stored.entries()));
      arrived();
    } else if (told instanceof Historian.Loaded loaded) {
      memory.begin(
          loaded.entries().stream().map(Sayings::message).toList(),
          loaded.topic().map(entry -> Text.clean(entry.content().text())));
      arrived();
    } else if (!halted) {
      halted = true;
      tellAll(new RoomEvent.Halted(room));
    }
  }

  /** What was under way may be shown now. */
  private void arrived() {
    Optional<Happenings<ActorRef<RoomEvent>>> ready = underway;
    underway = Optional.empty();
    ready.ifPresent(this::show);
    if (halted) {
      halted = false;
      tellAll(new RoomEvent.Resumed(room));
    }
    if (closing) {
      flush();
    } else if (!pending.isEmpty()) {
      soon();
    }
  }

  private void flush() {
    if (underway.isPresent() || pending.isEmpty()) {
      return;
    }
    Happenings<ActorRef<RoomEvent>> next = pending;
    pending = new Happenings<>();
    if (next.sayings().isEmpty()) {
      show(next);
    } else {
      underway = Optional.of(next);
      setup.writer().tell(new HistoryWriter.Store(next.sayings(), toldHere));
    }
  }

  private void show(Happenings<ActorRef<RoomEvent>> happenings) {
    // The pace counts from here, and not from the begin of the writing: so the next batch has what
    // people say to this one, too. One that has nothing for everybody does not count.
    if (happenings.size() > 0) {
      pace.flushed(happenings.size(), pending.size());
    }
    happenings.tell(roster.members(), ActorRef::tell);
    memory.addAll(happenings.keptEvents());
  }

  /** Says something at once, past all that waits. */
  private void tellAll(RoomEvent event) {
    roster.members().forEach(member -> member.reference().tell(event));
  }
}
