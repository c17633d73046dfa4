package io.parley.room;

import io.parley.dialect.Batch;
import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import io.parley.protocol.ServerMessage;
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
final class Happenings<R> {
  private static final int WEIGHT_OF_AN_EVENT = 64; // about what a join takes on the wire

  private final List<ServerMessage> events = new ArrayList<>();
  private final List<Integer> kept = new ArrayList<>();
  private final List<NewMessage> sayings = new ArrayList<>();
  private final Map<Member<R>, Share> shares = new HashMap<>(); // members are compared by identity
  private long weight;

  /** Tells one member something; made by the room, which knows how. */
  interface Teller<R> {
    void tell(R member, RoomEvent event);
  }

  /** What one member hears, where it is not simply everything. */
  private final class Share {
    private int from;
    private Optional<Integer> until = Optional.empty();
    private boolean gone;
    private int own;
    private final List<Aside> asides = new ArrayList<>();

    void tell(R member, Batch<ServerMessage> batch, Teller<R> teller) {
      int heard = from;
      for (Aside aside : asides) {
        heard = tellPart(member, batch, heard, aside.index(), teller);
        teller.tell(member, aside.event().get());
      }
      tellPart(member, batch, heard, until.orElse(events.size()), teller);
    }

    private int tellPart(
        R member, Batch<ServerMessage> batch, int start, int end, Teller<R> teller) {
      if (start >= end) {
        return start;
      }
      teller.tell(member, new RoomEvent.Heard(batch.slice(start, end), own));
      own = 0; // told once
      return end;
    }
  }

  /** For one member alone, after what happened before {@code index}; made when it is told. */
  private record Aside(int index, Supplier<RoomEvent> event) {}

  /** Something that everybody hears and nobody keeps. */
  void add(ServerMessage event) {
    events.add(event);
    weight += WEIGHT_OF_AN_EVENT;
  }

  /** Something that everybody hears when it is kept. */
  void add(ServerMessage event, NewMessage saying) {
    kept.add(events.size());
    sayings.add(saying);
    add(event);
    weight += saying.text().length();
  }

  /** The last event was said by this member. */
  void saidBy(Member<R> member) {
    share(member).own++;
  }

  /** A member who hears only what happens from now on. */
  void hearsFromHere(Member<R> newcomer) {
    share(newcomer).from = events.size();
  }

  /** A member who hears nothing more. */
  void hearsUpToHere(Member<R> leaver) {
    share(leaver).until = Optional.of(events.size());
  }

  /** A former member, who hears nothing more, but this. */
  void hearsUpToHereThoughGone(Member<R> leaver) {
    hearsUpToHere(leaver);
    share(leaver).gone = true;
  }

  /** Tells one member something when it has heard all that has happened so far. */
  void aside(Member<R> member, RoomEvent event) {
    share(member).asides.add(new Aside(events.size(), () -> event));
  }

  /** Tells a newcomer, in the same way, what was kept before. */
  void recall(Member<R> newcomer, Memory memory) {
    int index = events.size();
    share(newcomer).asides.add(new Aside(index, () -> heard(memory.recalled(keptBefore(index)))));
  }

  private static RoomEvent heard(ServerMessage message) {
    return new RoomEvent.Heard(Batch.of(message), 0);
  }

  private List<ServerMessage> keptBefore(int index) {
    return kept.stream().filter(k -> k < index).map(events::get).toList();
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
    return events.isEmpty() && shares.isEmpty();
  }

  /** What must be kept before anybody is told. */
  List<NewMessage> sayings() {
    return sayings;
  }

  /** The sayings are kept, under these numbers. */
  void keptAs(List<StoredMessage> entries) {
    for (int i = 0; i < kept.size(); i++) {
      int index = kept.get(i);
      events.set(index, Sayings.withId(events.get(index), entries.get(i).id()));
    }
  }

  /** Events that are kept, the oldest first. */
  List<ServerMessage> keptEvents() {
    return kept.stream().map(events::get).toList();
  }

  /**
   * Tells everybody.
   *
   * @param members who is in now
   */
  void tell(Iterable<Member<R>> members, Teller<R> teller) {
    Batch<ServerMessage> batch = Batch.copyOf(events);
    RoomEvent shared = new RoomEvent.Heard(batch, 0);
    for (Member<R> member : members) {
      Share share = shares.isEmpty() ? null : shares.get(member);
      if (share == null) {
        if (!events.isEmpty()) {
          teller.tell(member.reference(), shared);
        }
      } else {
        share.tell(member.reference(), batch, teller);
      }
    }
    shares.forEach(
        (member, share) -> {
          if (share.gone) {
            share.tell(member.reference(), batch, teller);
          }
        });
  }

  private Share share(Member<R> member) {
    return shares.computeIfAbsent(member, m -> new Share());
  }
}
