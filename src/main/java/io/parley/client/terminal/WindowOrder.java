package io.parley.client.terminal;

import io.parley.client.model.NumberedWindow;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.Optional;

/** The windows by number, for the keys that switch them and for the status line. */
final class WindowOrder {
  private List<NumberedWindow> windows = List.of(new NumberedWindow(1, RoomName.LOBBY));

  /**
   * Replaces the windows.
   *
   * @param all by number
   */
  void setWindows(List<NumberedWindow> all) {
    windows = List.copyOf(all);
  }

  /** A window has another name. */
  void rename(RoomName from, RoomName to) {
    windows =
        windows.stream()
            .filter(window -> !window.name().isSame(to))
            .map(
                window ->
                    window.name().isSame(from) ? new NumberedWindow(window.number(), to) : window)
            .toList();
  }

  /** A window with its number; empty if it is unknown. */
  Optional<NumberedWindow> find(RoomName name) {
    return windows.stream().filter(window -> window.name().isSame(name)).findFirst();
  }

  /**
   * The window that is {@code step} places after another one, wrapping around; empty if there is no
   * other.
   */
  Optional<RoomName> neighbour(RoomName name, int step) {
    int index = find(name).map(windows::indexOf).orElse(-1);
    return index < 0 || windows.size() < 2
        ? Optional.empty()
        : Optional.of(windows.get(Math.floorMod(index + step, windows.size())).name());
  }

  /** The window with a number; empty if there is none. */
  Optional<RoomName> byNumber(int number) {
    return windows.stream()
        .filter(window -> window.number() == number)
        .map(NumberedWindow::name)
        .findFirst();
  }
}
