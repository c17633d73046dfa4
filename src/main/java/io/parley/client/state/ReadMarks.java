package io.parley.client.state;

import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What this user has seen of each room: here, and with the other clients of the account. The server
 * tells a client with an account of each room that it enters; no mark is sent before, so that a
 * guest sends none, nor a client of a server without marks. Owned by the client's actor.
 */
public final class ReadMarks {
  /** The time between two marks of a room, unless it is hidden. */
  static final Duration ROOM_INTERVAL = Duration.ofSeconds(2);

  /** The time between two marks of any rooms, unless one is hidden: half of a server's rate. */
  static final Duration INTERVAL = Duration.ofSeconds(1);

  /** The marks that are sent at the end. */
  private static final int MAX_LAST = 20;

  /** By the room's key. */
  private final Map<String, Entry> rooms = new LruMap<>();

  private OptionalLong lastSent = OptionalLong.empty();

  /** The marks that were sent and not answered. */
  private int unanswered;

  private static final class Entry {
    private final RoomName room;
    private boolean told;
    private long seen;

    /** The highest mark that the server knows, or will. */
    private long known;

    private OptionalLong sentAt = OptionalLong.empty();
    private boolean hidden;

    private Entry(RoomName room) {
      this.room = room;
    }

    private boolean isNew() {
      return told && seen > known;
    }

    private long waitNanos(long now, OptionalLong lastSent) {
      return hidden ? 0 : Math.max(wait(now, sentAt, ROOM_INTERVAL), wait(now, lastSent, INTERVAL));
    }

    private static long wait(long now, OptionalLong since, Duration interval) {
      return since.isPresent() ? since.getAsLong() + interval.toNanos() - now : 0;
    }

    private Request.MarkRead take() {
      known = seen;
      hidden = false;
      return new Request.MarkRead(Optional.of(room.value()), seen);
    }
  }

  /**
   * The server tells the mark of a room.
   *
   * @return whether it is the first of the room over this connection
   */
  public boolean onMarked(RoomName room, long id) {
    Entry entry = entry(room);
    boolean first = !entry.told;
    entry.told = true;
    entry.known = Math.max(entry.known, id);
    unanswered = Math.max(0, unanswered - 1);
    return first;
  }

  /** The newest message that was seen of a room, here or elsewhere; 0 if none is known. */
  public long newest(RoomName room) {
    Entry entry = rooms.get(room.key());
    return entry == null ? 0 : Math.max(entry.known, entry.seen);
  }

  /** Whether the server has told the mark of a room over this connection. */
  public boolean isTold(RoomName room) {
    Entry entry = rooms.get(room.key());
    return entry != null && entry.told;
  }

  /** The messages of a room up to an id are on the screen. */
  public void onSeen(RoomName room, long id) {
    Entry entry = entry(room);
    entry.seen = Math.max(entry.seen, id);
  }

  /** The window of a room is not shown any more: its mark need not wait. */
  public void onHidden(RoomName room) {
    Entry entry = rooms.get(room.key());
    if (entry != null) {
      entry.hidden = entry.isNew();
    }
  }

  /** The next mark to send; empty if none is due. */
  public Optional<Request.MarkRead> next(long now) {
    for (Entry entry : rooms.values()) {
      if (entry.isNew() && entry.waitNanos(now, lastSent) <= 0) {
        entry.sentAt = OptionalLong.of(now);
        lastSent = OptionalLong.of(now);
        unanswered++;
        return Optional.of(entry.take());
      }
    }
    return Optional.empty();
  }

  /** The time until a mark is due; empty if none waits. */
  public Optional<Duration> delay(long now) {
    return rooms.values().stream()
        .filter(Entry::isNew)
        .map(entry -> Duration.ofNanos(Math.max(0, entry.waitNanos(now, lastSent))))
        .min(Duration::compareTo);
  }

  /** The marks to send before the end, whether they are due or not. */
  public List<Request.MarkRead> takeLast() {
    List<Request.MarkRead> last = new ArrayList<>();
    for (Entry entry : rooms.values()) {
      if (entry.isNew() && last.size() < MAX_LAST) {
        last.add(entry.take());
      }
    }
    return last;
  }

  /** This client asks to leave a room: the mark to send before. No other one follows. */
  public Optional<Request.MarkRead> onLeaving(RoomName room) {
    Entry entry = rooms.get(room.key());
    if (entry == null) {
      return Optional.empty();
    }
    Optional<Request.MarkRead> last = entry.isNew() ? Optional.of(entry.take()) : Optional.empty();
    entry.told = false;
    return last;
  }

  /** Whether a mark was sent that is not answered: it may be refused, if the room was left. */
  public boolean isUnanswered() {
    return unanswered > 0;
  }

  /** The server has refused a mark. */
  public void onRefused() {
    unanswered--;
  }

  /** This client has left a room, or the ids of its messages restart. */
  public void forget(RoomName room) {
    rooms.remove(room.key());
  }

  /** The connection is lost: what was sent over it may be lost, too. */
  void onConnectionLost() {
    unanswered = 0;
    for (Entry entry : rooms.values()) {
      entry.told = false;
      entry.known = 0;
    }
  }

  private Entry entry(RoomName room) {
    return rooms.computeIfAbsent(room.key(), key -> new Entry(room));
  }
}
