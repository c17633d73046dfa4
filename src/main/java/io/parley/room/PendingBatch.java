package io.parley.room;

import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What has happened in a room since the last batch: what everybody hears, who hears less of it, and
 * what is for one member alone, each at its place. Nearly all members hear the same, and are told
 * the same object.
 *
 * @param <R> how a member is addressed
 */
final class PendingBatch<R> {
  private static final int EVENT_WEIGHT = 64; // about what a join takes on the wire

  private final List<ServerMessage> events = new ArrayList<>();
  private final List<Integer> persistentIndexes = new ArrayList<>();
  private final List<NewMessage> newMessages = new ArrayList<>();
  private final Map<Member<R>, MemberView> views =
      new HashMap<>(); // members are compared by identity
  private long weight;

  /** Tells one member something; made by the room, which knows how. */
  interface EventSink<R> {
    void send(R member, RoomEvent event);
  }

  /** What one member hears, where it is not simply everything. */
  private final class MemberView {
    private int start;
    private Optional<Integer> end = Optional.empty();
    private boolean formerMember;
    private int ownMessages;
    private final List<DirectEvent> directEvents = new ArrayList<>();

    void deliver(R member, Batch<ServerMessage> batch, EventSink<R> teller) {
      int heard = start;
      for (DirectEvent aside : directEvents) {
        heard = deliverRange(member, batch, heard, aside.index(), teller);
        teller.send(member, aside.event().get());
      }
      deliverRange(member, batch, heard, end.orElse(events.size()), teller);
    }

    private int deliverRange(
        R member, Batch<ServerMessage> batch, int start, int end, EventSink<R> teller) {
      if (start >= end) {
        return start;
      }
      teller.send(member, new RoomEvent.Delivered(batch.slice(start, end), ownMessages));
      ownMessages = 0; // told once
      return end;
    }
  }

  /** For one member alone, after what happened before {@code index}; made when it is told. */
  private record DirectEvent(int index, Supplier<RoomEvent> event) {}

  /** Something that everybody hears and nobody keeps. */
  void add(ServerMessage event) {
    events.add(event);
    weight += EVENT_WEIGHT;
  }

  /** Something that everybody hears when it is kept. */
  void add(ServerMessage.RoomText event, NewMessage saying) {
    persistentIndexes.add(events.size());
    newMessages.add(saying);
    add(event);
    weight += saying.text().length();
  }

  /** The last event was said by this member. */
  void countOwnMessage(Member<R> member) {
    viewOf(member).ownMessages++;
  }

  /** A member who hears only what happens from now on. */
  void startView(Member<R> newcomer) {
    viewOf(newcomer).start = events.size();
  }

  /** A member who hears nothing more. */
  void endView(Member<R> leaver) {
    viewOf(leaver).end = Optional.of(events.size());
  }

  /** A former member, who hears nothing more, but this. */
  void endViewOfFormerMember(Member<R> leaver) {
    endView(leaver);
    viewOf(leaver).formerMember = true;
  }

  /** Tells one member something when it has heard all that has happened so far. */
  void addDirect(Member<R> member, RoomEvent event) {
    viewOf(member).directEvents.add(new DirectEvent(events.size(), () -> event));
  }

  /** Tells a newcomer, in the same way, what was kept before. */
  void addBacklog(Member<R> newcomer, RecentHistory memory) {
    int index = events.size();
    viewOf(newcomer)
        .directEvents
        .add(new DirectEvent(index, () -> delivered(memory.backlog(persistedBefore(index)))));
  }

  private static RoomEvent delivered(ServerMessage message) {
    return new RoomEvent.Delivered(Batch.of(message), 0);
  }

  private List<ServerMessage.RoomText> persistedBefore(int index) {
    return persistentIndexes.stream().filter(k -> k < index).map(this::persistentEvent).toList();
  }

  /** About how many characters all this has. */
  long weight() {
    return weight;
  }

  /** How many things everybody hears. */
  int size() {
    return events.size();
  }

  boolean isEmpty() {
    return events.isEmpty() && views.isEmpty();
  }

  /** What must be kept before anybody is told. */
  List<NewMessage> newMessages() {
    return newMessages;
  }

  /** The sayings are kept, under these numbers. */
  void assignIds(List<StoredMessage> entries) {
    for (int i = 0; i < persistentIndexes.size(); i++) {
      int index = persistentIndexes.get(i);
      events.set(index, persistentEvent(index).withId(entries.get(i).id()));
    }
  }

  /** Events that are kept, the oldest first. */
  List<ServerMessage.RoomText> persistedEvents() {
    return persistentIndexes.stream().map(this::persistentEvent).toList();
  }

  private ServerMessage.RoomText persistentEvent(int index) {
    return (ServerMessage.RoomText) events.get(index);
  }

  /**
   * Tells everybody.
   *
   * @param members who is in now
   */
  void deliver(Iterable<Member<R>> members, EventSink<R> teller) {
    Batch<ServerMessage> batch = Batch.copyOf(events);
    RoomEvent shared = new RoomEvent.Delivered(batch, 0);
    for (Member<R> member : members) {
      MemberView share = views.isEmpty() ? null : views.get(member);
      if (share == null) {
        if (!events.isEmpty()) {
          teller.send(member.reference(), shared);
        }
      } else {
        share.deliver(member.reference(), batch, teller);
      }
    }
    views.forEach(
        (member, share) -> {
          if (share.formerMember) {
            share.deliver(member.reference(), batch, teller);
          }
        });
  }

  private MemberView viewOf(Member<R> member) {
    return views.computeIfAbsent(member, m -> new MemberView());
  }
}
