package io.parley.client.state;

import io.parley.client.model.NumberedWindow;
import io.parley.client.model.WindowName;
import io.parley.client.model.WindowRename;
import io.parley.protocol.RoomName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The numbers of the windows. A window keeps its number until it is closed, or until the user moves
 * it or another window. Owned by the client's actor.
 *
 * <ol>
 *   <li>The lobby opens as 1, and no other window does but that of a client in no room.
 *   <li>Any other window opens with the lowest free number, so that the number of a closed window
 *       is given again. The other windows keep theirs (irssi: {@code windows_auto_renumber = OFF}).
 * </ol>
 */
public final class WindowNumbers {
  /** The highest number to which a window can be moved. */
  public static final int MAX_NUMBER = 9999;

  private static final int LOBBY_NUMBER = 1;

  private static final int MAX_RENAMES = 100;

  private final NavigableMap<Integer, RoomName> windows = new TreeMap<>();
  private final Deque<WindowRename> renames = new ArrayDeque<>();
  private long renameCount;

  /**
   * Sets the windows: gives numbers to new ones, in their order, and frees those of closed ones.
   */
  void update(List<RoomName> open) {
    Set<String> keys = open.stream().map(RoomName::key).collect(Collectors.toSet());
    windows.values().removeIf(window -> !keys.contains(window.key()));
    windows.values().stream().map(RoomName::key).forEach(keys::remove);
    for (RoomName window : open) {
      if (keys.remove(window.key())) {
        windows.put(freeNumber(window), window);
      }
    }
  }

  private int freeNumber(RoomName window) {
    boolean isFirst = window.isSame(RoomName.LOBBY) || window.isSame(WindowName.NO_ROOM);
    int number = isFirst ? LOBBY_NUMBER : LOBBY_NUMBER + 1;
    while (windows.containsKey(number)) {
      number++;
    }
    return number;
  }

  /** All windows, by number. */
  List<NumberedWindow> all() {
    return windows.entrySet().stream()
        .map(entry -> new NumberedWindow(entry.getKey(), entry.getValue()))
        .toList();
  }

  /**
   * Gives a window another number. If it is taken, the windows from there on move by one towards
   * the old number, up to the first free one.
   *
   * @param number 1 to {@link #MAX_NUMBER}
   */
  public void move(RoomName window, int number) {
    Optional<Integer> old = number(window);
    if (old.isEmpty() || old.get() == number) {
      return;
    }
    windows.remove(old.get());
    int step = old.get() > number ? 1 : -1;
    List<RoomName> displaced = new ArrayList<>();
    int free = number;
    while (windows.containsKey(free)) {
      displaced.add(windows.remove(free));
      free += step;
    }
    windows.put(number, window);
    for (int i = 0; i < displaced.size(); i++) {
      windows.put(number + (i + 1) * step, displaced.get(i));
    }
  }

  /** Gives a window another name. It keeps its number, also if there is a window of that name. */
  public void rename(RoomName from, RoomName to) {
    Optional<Integer> number = number(from);
    if (number.isEmpty() || from.isSame(to)) {
      return;
    }
    windows.values().removeIf(to::isSame);
    windows.put(number.get(), to);
    renames.add(new WindowRename(++renameCount, from, to));
    if (renames.size() > MAX_RENAMES) {
      renames.remove();
    }
  }

  /** The latest renames, in their order: more than happen before a screen draws. */
  List<WindowRename> renames() {
    return List.copyOf(renames);
  }

  private Optional<Integer> number(RoomName window) {
    return windows.entrySet().stream()
        .filter(entry -> entry.getValue().isSame(window))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /**
   * The window that a user means: by its number, by its name with or without its mark, or by the
   * only beginning of a name that fits. A room precedes a query of the same name.
   */
  public Optional<RoomName> find(String typed) {
    Optional<RoomName> numbered =
        windows.entrySet().stream()
            .filter(entry -> typed.equals(String.valueOf(entry.getKey())))
            .map(Map.Entry::getValue)
            .findFirst();
    String wanted = folded(typed);
    return numbered
        .or(() -> named(wanted).findFirst())
        .or(() -> only(windows.values().stream().filter(window -> begins(window, wanted))));
  }

  /** The windows of that name; {@link #find} gets the ones of rooms first. */
  private Stream<RoomName> named(String wanted) {
    return windows.values().stream()
        .filter(window -> title(window).equals(wanted) || plainName(window).equals(wanted))
        .sorted(Comparator.comparing(WindowName::isQuery));
  }

  private static boolean begins(RoomName window, String wanted) {
    return title(window).startsWith(wanted) || plainName(window).startsWith(wanted);
  }

  private static Optional<RoomName> only(Stream<RoomName> found) {
    List<RoomName> first = found.limit(2).toList();
    return first.size() == 1 ? Optional.of(first.get(0)) : Optional.empty();
  }

  private static String plainName(RoomName window) {
    return title(window).substring(1);
  }

  private static String title(RoomName window) {
    return folded(WindowName.title(window));
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
