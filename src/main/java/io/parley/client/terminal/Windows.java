package io.parley.client.terminal;

import io.parley.client.Line;
import io.parley.protocol.RoomName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A window for each room, one of which is shown, and what has been said in the others since they
 * were shown. Used by one thread at a time.
 */
final class Windows {

  /**
   * What nobody has seen of a room.
   *
   * @param count how many lines somebody said there
   * @param calls how many of them are marked
   */
  record Unread(RoomName room, int count, int calls) {
    private Unread plus(Line line) {
      return new Unread(room, count + 1, line.mark() == Line.Mark.NONE ? calls : calls + 1);
    }
  }

  private final int most;

  /** By the rooms' keys. */
  private final Map<String, Window> windows = new HashMap<>();

  /** By the rooms' keys, in the order in which there was something new. */
  private final Map<String, Unread> unread = new LinkedHashMap<>();

  /** The rooms that have a window, by their keys. */
  private final Set<String> kept = new HashSet<>(Set.of(RoomName.LOBBY.key()));

  private RoomName shown = RoomName.LOBBY;

  /** Marked lines since somebody was last seen here. */
  private int calls;

  /**
   * The lobby's, empty.
   *
   * @param most how many lines each keeps
   */
  Windows(int most) {
    this.most = most;
  }

  /**
   * Puts lines where they belong; what is about no room, where somebody looks. There, too, goes
   * what comes late of a room that was left, with its name: it opens no window again.
   */
  void add(List<Line> lines) {
    Map<String, List<Line>> older = new LinkedHashMap<>();
    for (Line each : lines) {
      boolean strange = each.room().filter(of -> !kept.contains(of.key())).isPresent();
      Line line = strange && each.isSaid() ? each.fromElsewhere() : each;
      RoomName room = strange ? shown : line.room().orElse(shown);
      if (line.older()) {
        older.computeIfAbsent(room.key(), key -> new ArrayList<>()).add(line);
      } else {
        window(room.key()).add(line);
        count(line, room);
      }
    }
    older.forEach((key, page) -> window(key).addOlder(page));
  }

  /** The rooms there are windows for; any others are let go, but for the lobby. */
  void keep(List<RoomName> rooms) {
    kept.clear();
    kept.add(RoomName.LOBBY.key());
    rooms.stream().map(RoomName::key).forEach(kept::add);
    windows.keySet().retainAll(kept);
    unread.keySet().retainAll(kept);
  }

  /** Shows another room; whether it is another. */
  boolean show(RoomName room) {
    boolean other = !room.isSame(shown);
    shown = room;
    unread.remove(room.key());
    return other;
  }

  RoomName shownRoom() {
    return shown;
  }

  /** The window of the room that is shown. */
  Window shown() {
    return window(shown.key());
  }

  List<Unread> unread() {
    return List.copyOf(unread.values());
  }

  /** Somebody is here, and sees what is shown. */
  void seen() {
    calls = 0;
  }

  /** How many lines call for somebody, in all rooms. */
  int waiting() {
    return calls + unread.values().stream().mapToInt(Unread::calls).sum();
  }

  private void count(Line line, RoomName room) {
    if (line.past() && !line.missed()) {
      return;
    }
    if (!room.isSame(shown)) {
      if (line.isNews()) {
        Unread before = Optional.ofNullable(unread.get(room.key())).orElse(new Unread(room, 0, 0));
        unread.put(room.key(), before.plus(line));
      }
    } else if (line.mark() != Line.Mark.NONE) {
      calls++;
    }
  }

  private Window window(String key) {
    return windows.computeIfAbsent(key, k -> new Window(most));
  }
}
