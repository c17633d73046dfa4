package io.parley.client.terminal;

import static java.util.Objects.requireNonNull;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.LineText;
import io.parley.client.model.NumberedWindow;
import io.parley.protocol.RoomName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A window for each room, one of which is shown, and the unread counts of the others. Guarded by
 * the {@link io.parley.client.terminal.jline.ScreenLock}.
 */
final class RoomWindows {

  /**
   * The unread messages of a window.
   *
   * @param count the number of messages
   * @param highlights the number of them that are highlighted
   */
  record UnreadCount(NumberedWindow window, int count, int highlights) {
    boolean isHighlighted() {
      return highlights > 0;
    }

    private UnreadCount in(RoomName renamed) {
      return new UnreadCount(new NumberedWindow(window.number(), renamed), count, highlights);
    }

    private UnreadCount in(WindowOrder order) {
      return new UnreadCount(order.find(window.name()).orElse(window), count, highlights);
    }

    private UnreadCount plus(DisplayLine line) {
      return new UnreadCount(
          window,
          count + 1,
          line.highlight() == DisplayLine.Highlight.NONE ? highlights : highlights + 1);
    }
  }

  private final int maxLines;

  /** By the rooms' keys. */
  private final Map<String, RoomWindow> windows = new HashMap<>();

  private final WindowOrder order = new WindowOrder();

  /** The newest messages that were seen elsewhere, by the rooms' keys. */
  private final Map<String, Long> marks = new HashMap<>();

  /** By the rooms' keys, in the order of the first unread message. */
  private final Map<String, UnreadCount> unread = new LinkedHashMap<>();

  /** {@link #unread()} until it changes; every drawing needs it. */
  private Optional<List<UnreadCount>> sortedUnread = Optional.empty();

  /** The rooms that have a window, by their keys. */
  private final Set<String> knownRooms = new HashSet<>(Set.of(RoomName.LOBBY.key()));

  /** The windows that had another name, by the keys of that name. */
  private final Map<String, RoomName> renamed = new HashMap<>();

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
   * line of a room that was left goes to the shown window, too, with the name of its room; one of a
   * window that was renamed goes to that window.
   */
  void add(List<DisplayLine> lines) {
    Map<String, List<DisplayLine>> older = new LinkedHashMap<>();
    for (DisplayLine each : lines) {
      Optional<RoomName> window = each.room().map(this::current);
      boolean unknown = window.filter(of -> !knownRooms.contains(of.key())).isPresent();
      DisplayLine line = unknown && each.hasAuthor() ? each.withRoomPrefix() : each;
      RoomName room = unknown ? shown : window.orElse(shown);
      if (line.isOlderHistory()) {
        older.computeIfAbsent(room.key(), key -> new ArrayList<>()).add(line);
      } else {
        window(room.key()).add(line);
        count(line, room);
      }
    }
    older.forEach((key, page) -> window(key).addOlder(page));
  }

  /**
   * Replaces the lines of a message.
   *
   * @param texts at least one
   * @return whether the window of the room has the message
   */
  boolean revise(RoomName room, long id, List<LineText> texts) {
    RoomWindow window = windows.get(current(room).key());
    return window != null && window.revise(id, texts);
  }

  /** The window of a name, or the one that has had the name. */
  private RoomName current(RoomName name) {
    return knownRooms.contains(name.key()) ? name : renamed.getOrDefault(name.key(), name);
  }

  /**
   * Sets the windows. Removes all others.
   *
   * @param all by number
   */
  void setWindows(List<NumberedWindow> all) {
    knownRooms.clear();
    all.stream().map(window -> window.name().key()).forEach(knownRooms::add);
    windows.keySet().retainAll(knownRooms);
    renamed.values().removeIf(window -> !knownRooms.contains(window.key()));
    unread.keySet().retainAll(knownRooms);
    marks.keySet().retainAll(knownRooms);
    order.setWindows(all);
    sortedUnread = Optional.empty();
  }

  /**
   * Gives a window another name. If there is a window of that name, the lines are placed above its
   * own.
   */
  void rename(RoomName from, RoomName to) {
    if (from.isSame(to) || !knownRooms.remove(from.key())) {
      return;
    }
    knownRooms.add(to.key());
    renamed.replaceAll((key, window) -> window.isSame(from) ? to : window);
    renamed.put(from.key(), to);
    Optional<RoomWindow> moved = Optional.ofNullable(windows.remove(from.key()));
    Optional<RoomWindow> existing = Optional.ofNullable(windows.get(to.key()));
    moved.ifPresent(
        window ->
            existing.ifPresentOrElse(
                other -> other.addOlder(window.lines()), () -> windows.put(to.key(), window)));
    Optional.ofNullable(unread.remove(from.key()))
        .ifPresent(count -> unread.putIfAbsent(to.key(), count.in(to)));
    sortedUnread = Optional.empty();
    order.rename(from, to);
    if (shown.isSame(from)) {
      shown = to;
      unread.remove(to.key());
    }
  }

  /**
   * Counts only messages above an id as unread.
   *
   * @param joined whether the room is entered just now: then all its lines above the id count, else
   *     only those that count already
   */
  void markRead(RoomName room, long id, boolean joined) {
    if (id == 0 || !knownRooms.contains(room.key())) {
      return; // without a mark nothing is known of the past
    }
    marks.put(room.key(), id);
    UnreadCount before = unread.remove(room.key());
    sortedUnread = Optional.empty();
    if (room.isSame(shown) || (before == null && !joined)) {
      return;
    }
    int most = joined || before == null ? Integer.MAX_VALUE : before.count();
    UnreadCount none = new UnreadCount(new NumberedWindow(0, room), 0, 0);
    UnreadCount above =
        window(room.key())
            .allNewestFirst()
            .filter(line -> line.countsAsUnread() && line.id().orElse(0) > id)
            .limit(most)
            .reduce(none, UnreadCount::plus, (first, second) -> first);
    if (above.count() > 0) {
      unread.put(room.key(), above);
    }
  }

  /** Shows a room. Returns whether it was not shown before. */
  boolean show(RoomName room) {
    boolean changed = !room.isSame(shown);
    shown = room;
    unread.remove(room.key());
    sortedUnread = Optional.empty();
    return changed;
  }

  RoomName shownRoom() {
    return shown;
  }

  /** The window of the room that is shown. */
  RoomWindow shownWindow() {
    return window(shown.key());
  }

  /** The order of the windows, by number. */
  WindowOrder order() {
    return order;
  }

  /**
   * The windows with unread messages, the most important first: those with highlights in the order
   * of their first unread message, as somebody waits for an answer; then those with most messages.
   */
  List<UnreadCount> unread() {
    List<UnreadCount> sorted = sortedUnread.orElseGet(this::sortUnread);
    sortedUnread = Optional.of(sorted);
    return sorted;
  }

  private List<UnreadCount> sortUnread() {
    Map<Boolean, List<UnreadCount>> highlighted =
        unread.values().stream()
            .map(count -> count.in(order))
            .collect(Collectors.partitioningBy(UnreadCount::isHighlighted));
    Stream<UnreadCount> others =
        requireNonNull(highlighted.get(false)).stream()
            .sorted(
                Comparator.comparingInt(UnreadCount::count)
                    .reversed()
                    .thenComparing(count -> count.window().number()));
    return Stream.concat(requireNonNull(highlighted.get(true)).stream(), others).toList();
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
    Long mark = marks.get(room.key());
    boolean unseen = mark != null && line.id().orElse(0) > mark;
    boolean seen = mark != null && line.id().isPresent() && !unseen;
    if (seen || (line.isPast() && !line.isMissed() && !unseen)) {
      return;
    }
    if (!room.isSame(shown)) {
      if (line.countsAsUnread()) {
        UnreadCount before =
            Optional.ofNullable(unread.get(room.key()))
                .orElseGet(() -> new UnreadCount(new NumberedWindow(0, room), 0, 0));
        unread.put(room.key(), before.plus(line));
        sortedUnread = Optional.empty();
      }
    } else if (line.highlight() != DisplayLine.Highlight.NONE) {
      unseenHighlights++;
    }
  }

  private RoomWindow window(String key) {
    return windows.computeIfAbsent(key, k -> new RoomWindow(maxLines));
  }
}
