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
 * A window for each room, one of which is shown, and the unread counts of the others. Guarded by
 * the {@link io.parley.client.terminal.jline.ScreenLock}.
 */
final class RoomWindows {

  /**
   * The unread messages of a room.
   *
   * @param count the number of messages
   * @param highlights the number of them that are highlighted
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

  /** By the rooms' keys, in the order of the first unread message. */
  private final Map<String, UnreadCount> unread = new LinkedHashMap<>();

  /** The rooms that have a window, by their keys. */
  private final Set<String> knownRooms = new HashSet<>(Set.of(RoomName.LOBBY.key()));

  private RoomName shown = RoomName.LOBBY;

  /** Highlights in the shown room since the last key press. */
  private int unseenHighlights;

  /**
   * Creates an empty window for the lobby.
   *
   * @param maxLines the lines that each window keeps
   */
  RoomWindows(int maxLines) {
    this.maxLines = maxLines;
  }

  /**
   * Adds each line to the window of its room, and lines without a room to the shown window. A late
   * line of a room that was left goes to the shown window, too, with the name of its room.
   */
  void add(List<DisplayLine> lines) {
    Map<String, List<DisplayLine>> older = new LinkedHashMap<>();
    for (DisplayLine each : lines) {
      boolean unknown = each.room().filter(of -> !knownRooms.contains(of.key())).isPresent();
      DisplayLine line = unknown && each.hasAuthor() ? each.withRoomPrefix() : each;
      RoomName room = unknown ? shown : line.room().orElse(shown);
      if (line.isOlderHistory()) {
        older.computeIfAbsent(room.key(), key -> new ArrayList<>()).add(line);
      } else {
        window(room.key()).add(line);
        count(line, room);
      }
    }
    older.forEach((key, page) -> window(key).addOlder(page));
  }

  /** Sets the rooms that have a window. Removes all other windows except that of the lobby. */
  void setRooms(List<RoomName> rooms) {
    knownRooms.clear();
    knownRooms.add(RoomName.LOBBY.key());
    rooms.stream().map(RoomName::key).forEach(knownRooms::add);
    windows.keySet().retainAll(knownRooms);
    unread.keySet().retainAll(knownRooms);
  }

  /** Shows a room. Returns whether it was not shown before. */
  boolean show(RoomName room) {
    boolean changed = !room.isSame(shown);
    shown = room;
    unread.remove(room.key());
    return changed;
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

  /** The user has pressed a key, and has seen the shown window. */
  void onSeen() {
    unseenHighlights = 0;
  }

  /** The number of unseen highlights in all rooms. */
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
