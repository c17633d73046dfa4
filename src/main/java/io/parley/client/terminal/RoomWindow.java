package io.parley.client.terminal;

import static java.util.Objects.requireNonNull;

import io.parley.client.model.DisplayLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of one room: its lines, the oldest first, and which of them are in view. It shows
 * the end, until somebody scrolls up: then nothing that comes moves what they read. What was
 * cleared is above the end, where somebody who scrolls up sees it. Used by one thread at a time.
 */
final class RoomWindow {

  /** How many rows a line takes, and what is on them. */
  interface Layout {
    /**
     * At least one row.
     *
     * @param before the line above it
     */
    List<AttributedString> rows(DisplayLine line, Optional<DisplayLine> before);
  }

  private final int maxLines;
  private final NavigableMap<Long, DisplayLine> lines = new TreeMap<>();

  /** The last line in view; empty at the end. */
  private Optional<Long> anchor = Optional.empty();

  /** How many rows of the last line are below the view. */
  private int hiddenRows;

  /** The first line that the end shows. */
  private long clearedBefore = Long.MIN_VALUE;

  /**
   * An empty window.
   *
   * @param most how many lines it keeps; the oldest go first
   */
  RoomWindow(int most) {
    this.maxLines = most;
  }

  void add(DisplayLine line) {
    lines.put(lines.isEmpty() ? 0 : lines.lastKey() + 1, line);
    while (lines.size() > maxLines) {
      lines.pollFirstEntry();
    }
    anchor = anchor.map(key -> Math.max(key, lines.firstKey()));
  }

  /**
   * Puts lines before all others. Those for which there is no room are left out, the oldest first.
   */
  void addOlder(List<DisplayLine> older) {
    for (int i = older.size() - 1; i >= 0 && !isFull(); i--) {
      lines.put(lines.isEmpty() ? 0 : lines.firstKey() - 1, older.get(i));
    }
  }

  /** Whether it keeps as many lines as it can. */
  boolean isFull() {
    return lines.size() >= maxLines;
  }

  /** How many lines are below the view. */
  int linesBelow() {
    return anchor.map(key -> (int) (lines.lastKey() - key) + (hiddenRows > 0 ? 1 : 0)).orElse(0);
  }

  /** Shows the end again. */
  void follow() {
    anchor = Optional.empty();
    hiddenRows = 0;
  }

  /** Shows the end, which is empty. */
  void clear() {
    if (!lines.isEmpty()) {
      clearedBefore = lines.lastKey() + 1;
    }
    follow();
  }

  /**
   * Moves the view towards older lines.
   *
   * @param by how many rows
   * @param height how many rows the view has
   * @return whether the oldest line is in view now
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

  /** Moves the view towards newer lines, by so many rows of those that there are. */
  void scrollDown(int by, int height, Layout layout) {
    if (isAtEnd()) {
      follow();
    } else if (anchor.isPresent()) {
      moveDown(by, height, layout);
    }
  }

  /**
   * Whoever comes to the last line sees what was cleared above it, before they go on to the end.
   */
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

  /** The rows in view, at most so many. */
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
