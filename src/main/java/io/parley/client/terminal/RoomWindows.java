package io.parley.client.terminal;

import io.parley.client.model.DisplayLine;
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
final class RoomWindows {

  /**
   * What nobody has seen of a room.
   *
   * @param count how many lines somebody said there
   * @param highlights how many of them are marked
   */
  record UnreadCount(RoomName room, int count, int highlights) {
    private UnreadCount plus(DisplayLine line) {
      return new UnreadCount(
          room,
          count + 1,
          line.highlight() == DisplayLine.Highlight.NONE ? highlights : highlights + 1);
    }
  }

  private final int maxLines;

  /** By the rooms' keys. */
  private final Map<String, RoomWindow> windows = new HashMap<>();

  /** By the rooms' keys, in the order in which there was something new. */
  private final Map<String, UnreadCount> unread = new LinkedHashMap<>();

  /** The rooms that have a window, by their keys. */
  private final Set<String> knownRooms = new HashSet<>(Set.of(RoomName.LOBBY.key()));

  private RoomName shown = RoomName.LOBBY;

  /** Marked lines since somebody was last seen here. */
  private int unseenHighlights;

  /**
   * The lobby's, empty.
   *
   * @param most how many lines each keeps
   */
  RoomWindows(int most) {
    this.maxLines = most;
  }

  /**
   * Puts lines where they belong; what is about no room, where somebody looks. There, too, goes
   * what comes late of a room that was left, with its name: it opens no window again.
   */
  void add(List<DisplayLine> lines) {
    Map<String, List<DisplayLine>> older = new LinkedHashMap<>();
    for (DisplayLine each : lines) {
      boolean strange = each.room().filter(of -> !knownRooms.contains(of.key())).isPresent();
      DisplayLine line = strange && each.hasAuthor() ? each.withRoomPrefix() : each;
      RoomName room = strange ? shown : line.room().orElse(shown);
      if (line.isOlderHistory()) {
        older.computeIfAbsent(room.key(), key -> new ArrayList<>()).add(line);
      } else {
        window(room.key()).add(line);
        count(line, room);
      }
    }
    older.forEach((key, page) -> window(key).addOlder(page));
  }

  /** The rooms there are windows for; any others are let go, but for the lobby. */
  void setRooms(List<RoomName> rooms) {
    knownRooms.clear();
    knownRooms.add(RoomName.LOBBY.key());
    rooms.stream().map(RoomName::key).forEach(knownRooms::add);
    windows.keySet().retainAll(knownRooms);
    unread.keySet().retainAll(knownRooms);
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
  RoomWindow shownWindow() {
    return window(shown.key());
  }

  List<UnreadCount> unread() {
    return List.copyOf(unread.values());
  }

  /** Somebody is here, and sees what is shown. */
  void onSeen() {
    unseenHighlights = 0;
  }

  /** How many lines call for somebody, in all rooms. */
  int highlightCount() {
    return unseenHighlights + unread.values().stream().mapToInt(UnreadCount::highlights).sum();
  }

  private void count(DisplayLine line, RoomName room) {
    if (line.isPast() && !line.isMissed()) {
      return;
    }
    if (!room.isSame(shown)) {
      if (line.countsAsUnread()) {
        UnreadCount before =
            Optional.ofNullable(unread.get(room.key())).orElse(new UnreadCount(room, 0, 0));
        unread.put(room.key(), before.plus(line));
      }
    } else if (line.highlight() != DisplayLine.Highlight.NONE) {
      unseenHighlights++;
    }
  }

  private RoomWindow window(String key) {
    return windows.computeIfAbsent(key, k -> new RoomWindow(maxLines));
  }
}
