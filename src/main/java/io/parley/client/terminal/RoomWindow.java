package io.parley.client.terminal;

import static java.util.Objects.requireNonNull;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.LineText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one room, oldest first, and the part of them that is in view. The view follows the
 * newest line until the user scrolls up; then new lines do not move it. Cleared lines stay above
 * the newest ones and are reachable by scrolling up. Guarded by the {@link
 * io.parley.client.terminal.jline.ScreenLock}.
 */
final class RoomWindow {

  /** Lays a line out in rows. */
  interface Layout {
    /**
     * Returns at least one row.
     *
     * @param before the line above it; empty for the first line
     */
    List<AttributedString> rows(DisplayLine line, Optional<DisplayLine> before);
  }

  private final int maxLines;
  private final NavigableMap<Long, DisplayLine> lines = new TreeMap<>();

  /** The last line in view; empty while the view follows the newest line. */
  private Optional<Long> anchor = Optional.empty();

  /** The number of rows of the last line that are below the view. */
  private int hiddenRows;

  /** The first line that is shown while the view follows; older ones were cleared. */
  private long clearedBefore = Long.MIN_VALUE;

  /** The last line that a line with later joins and leaves replaces. */
  private Optional<Long> fold = Optional.empty();

  /**
   * Creates an empty window.
   *
   * @param maxLines the lines it keeps; it removes the oldest ones first
   */
  RoomWindow(int maxLines) {
    this.maxLines = maxLines;
  }

  void add(DisplayLine line) {
    if (line.fold() == DisplayLine.Fold.UPDATE && fold.filter(lines::containsKey).isPresent()) {
      lines.put(fold.get(), line);
      return;
    }
    lines.put(lines.isEmpty() ? 0 : lines.lastKey() + 1, line);
    if (line.fold() != DisplayLine.Fold.NONE) {
      fold = Optional.of(lines.lastKey());
    }
    while (lines.size() > maxLines) {
      lines.pollFirstEntry();
    }
    anchor = anchor.map(key -> Math.max(key, lines.firstKey()));
  }

  /** Adds lines above all others. Omits the oldest ones if the window gets full. */
  void addOlder(List<DisplayLine> older) {
    for (int i = older.size() - 1; i >= 0 && !isFull(); i--) {
      lines.put(lines.isEmpty() ? 0 : lines.firstKey() - 1, older.get(i));
    }
  }

  /**
   * Replaces the lines of a message, which stand together. The view stays where it is.
   *
   * @param texts at least one
   * @return whether there are lines of the message
   */
  boolean revise(long id, List<LineText> texts) {
    List<Long> keys =
        lines.entrySet().stream()
            .filter(entry -> entry.getValue().id().equals(OptionalLong.of(id)))
            .map(Map.Entry::getKey)
            .toList();
    if (keys.isEmpty()) {
      return false;
    }
    DisplayLine first = requireNonNull(lines.get(keys.get(0)));
    long last = keys.get(keys.size() - 1);
    keys.forEach(lines::remove);
    int more = texts.size() - keys.size();
    if (more > 0) {
      moveUp(keys.get(0), more);
    }
    long key = last - texts.size() + 1;
    for (LineText text : texts) {
      lines.put(key++, first.withContent(text));
    }
    while (lines.size() > maxLines) {
      lines.pollFirstEntry();
    }
    anchor = anchor.map(at -> requireNonNull(lines.floorKey(Math.max(at, lines.firstKey()))));
    return true;
  }

  /** Makes room above a line that is removed. */
  private void moveUp(long below, int by) {
    NavigableMap<Long, DisplayLine> older = new TreeMap<>(lines.headMap(below, false));
    older.keySet().forEach(lines::remove);
    older.forEach((key, line) -> lines.put(key - by, line));
    anchor = anchor.map(key -> key < below ? key - by : key);
    fold = fold.map(key -> key < below ? key - by : key);
    clearedBefore =
        clearedBefore != Long.MIN_VALUE && clearedBefore <= below
            ? clearedBefore - by
            : clearedBefore;
  }

  /** All lines, the oldest first. */
  List<DisplayLine> lines() {
    return List.copyOf(lines.values());
  }

  /** All lines that are not cleared, the newest first. */
  Stream<DisplayLine> newestFirst() {
    return lines.tailMap(clearedBefore, true).descendingMap().values().stream();
  }

  /** All lines, the newest first. */
  Stream<DisplayLine> allNewestFirst() {
    return lines.descendingMap().values().stream();
  }

  /** Whether the window has its maximum number of lines. */
  boolean isFull() {
    return lines.size() >= maxLines;
  }

  /** The number of lines below the view. */
  int linesBelow() {
    return anchor.map(key -> (int) (lines.lastKey() - key) + (hiddenRows > 0 ? 1 : 0)).orElse(0);
  }

  /** Returns to the newest line and follows it. */
  void follow() {
    anchor = Optional.empty();
    hiddenRows = 0;
  }

  /** Empties the view, and follows the newest line. */
  void clear() {
    if (!lines.isEmpty()) {
      clearedBefore = lines.lastKey() + 1;
    }
    follow();
  }

  /**
   * Scrolls towards older lines.
   *
   * @param by the number of rows
   * @param height the rows of the view
   * @return whether the oldest line is in view afterwards
   */
  boolean scrollUp(int by, int height, Layout layout) {
    if (lines.isEmpty()) {
      return true;
    }
    long key = anchor.orElseGet(lines::lastKey);
    int empty = anchor.isEmpty() ? height - endRows(height, layout).size() : 0;
    int rows = hiddenRows + Math.max(0, by - empty);
    while (rows >= height(key, layout) && lines.lowerKey(key) != null) {
      rows -= height(key, layout);
      key = lines.lowerKey(key);
    }
    anchor = Optional.of(key);
    hiddenRows = Math.min(rows, height(key, layout) - 1);
    int inView = view(height, layout).size();
    if (inView < height) {
      moveDown(height - inView, height, layout);
    }
    return isOldestInView(height, layout);
  }

  /** Scrolls towards newer lines by at most {@code by} rows. */
  void scrollDown(int by, int height, Layout layout) {
    if (isAtEnd()) {
      follow();
    } else if (anchor.isPresent()) {
      moveDown(by, height, layout);
    }
  }

  /** Stops at the last line with cleared lines above it, before the next call follows again. */
  private void moveDown(int by, int height, Layout layout) {
    long key = anchor.orElseGet(lines::lastKey);
    int rows = hiddenRows - by;
    while (rows < 0 && lines.higherKey(key) != null) {
      key = lines.higherKey(key);
      rows += height(key, layout);
    }
    anchor = Optional.of(key);
    hiddenRows = Math.max(0, rows);
    boolean cleared = clearedBefore > lines.firstKey() && endRows(height, layout).size() < height;
    if (isAtEnd() && !cleared) {
      follow();
    }
  }

  private boolean isAtEnd() {
    return hiddenRows == 0 && anchor.filter(key -> lines.higherKey(key) == null).isPresent();
  }

  /** The rows in view, at most {@code height}. */
  List<AttributedString> view(int height, Layout layout) {
    return anchor.isEmpty()
        ? endRows(height, layout)
        : rows(lines.floorEntry(anchor.get()), hiddenRows, Long.MIN_VALUE, height, layout);
  }

  private List<AttributedString> endRows(int height, Layout layout) {
    return rows(lines.lastEntry(), 0, clearedBefore, height, layout);
  }

  private List<AttributedString> rows(
      Map.@Nullable Entry<Long, DisplayLine> last,
      int below,
      long oldest,
      int height,
      Layout layout) {
    Deque<AttributedString> view = new ArrayDeque<>();
    int skipped = below;
    Map.Entry<Long, DisplayLine> entry = last;
    while (entry != null && entry.getKey() >= oldest && view.size() < height) {
      List<AttributedString> rows = rows(entry.getKey(), layout);
      for (int i = rows.size() - 1 - skipped; i >= 0 && view.size() < height; i--) {
        view.addFirst(rows.get(i));
      }
      skipped = 0;
      entry = lines.lowerEntry(entry.getKey());
    }
    return new ArrayList<>(view);
  }

  private boolean isOldestInView(int height, Layout layout) {
    int rows = -hiddenRows;
    Map.Entry<Long, DisplayLine> entry = anchor.map(lines::floorEntry).orElseGet(lines::lastEntry);
    while (entry != null && rows <= height) {
      rows += height(entry.getKey(), layout);
      entry = lines.lowerEntry(entry.getKey());
    }
    return rows <= height;
  }

  private int height(long key, Layout layout) {
    return rows(key, layout).size();
  }

  private List<AttributedString> rows(long key, Layout layout) {
    Optional<DisplayLine> before =
        Optional.ofNullable(lines.lowerEntry(key)).map(Map.Entry::getValue);
    return layout.rows(requireNonNull(lines.get(key)), before);
  }
}
