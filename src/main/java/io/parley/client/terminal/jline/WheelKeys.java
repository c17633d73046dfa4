package io.parley.client.terminal.jline;

import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;

/**
 * What terminals send for the wheel of the mouse: reports of the mouse (xterm's mode 1006), or, on
 * the alternate screen, several arrow keys at once (mode 1007, "alternate scroll", which is on in
 * most terminals).
 */
final class WheelKeys {
  /** So many equal arrow keys at once are the wheel: nobody presses keys so fast. */
  static final int MIN_ARROWS = 3;

  /** More are handled as the next turn. */
  static final int MAX_ARROWS = 100;

  /** How long to wait for the next arrow key. In milliseconds; each real one is delayed as long. */
  static final long ARROW_TIMEOUT_MS = 2;

  private static final Binding MOUSE = new Reference("parley-mouse");
  private static final String MOUSE_PREFIX = "\u001b[<";
  private static final int ESCAPE = '\u001b';

  /** The numbers of the wheel as a button, without the bits for Shift (4), Meta and Ctrl. */
  private static final int WHEEL_UP = 64;

  private static final int WHEEL_DOWN = 65;
  private static final int MODIFIERS = 4 | 8 | 16;

  /** Rows for one notch of a reported wheel, as of most terminals. */
  private static final int ROWS_PER_NOTCH = 3;

  /** The longest report: three numbers, separators and the last character. */
  private static final int MAX_REPORT = 32;

  /** Characters that arrive later do not belong to a report. In milliseconds. */
  private static final long REST_TIMEOUT_MS = 100;

  private WheelKeys() {}

  static void bindTo(KeyMap<Binding> map) {
    map.bind(MOUSE, MOUSE_PREFIX);
  }

  /** Whether the beginning of a report was read. */
  static boolean isMouse(Binding binding) {
    return MOUSE.equals(binding);
  }

  /**
   * Reads the rest of a report.
   *
   * @return the rows to scroll up; negative to scroll down; 0 for anything but the wheel
   */
  static int readReport(BindingReader keys) {
    StringBuilder report = new StringBuilder();
    int next = keys.peekCharacter(REST_TIMEOUT_MS);
    while (next >= ' ' && next <= '~' && report.length() < MAX_REPORT) {
      report.append((char) keys.readCharacter());
      boolean isLast = next >= '@';
      next = isLast ? -1 : keys.peekCharacter(REST_TIMEOUT_MS);
    }
    return rows(report.toString());
  }

  private static int rows(String report) {
    int separator = report.indexOf(';');
    String number = separator < 0 ? "" : report.substring(0, separator);
    if (!number.matches("[0-9]{1,4}") || !report.endsWith("M")) {
      return 0;
    }
    return switch (Integer.parseInt(number) & ~MODIFIERS) {
      case WHEEL_UP -> ROWS_PER_NOTCH;
      case WHEEL_DOWN -> -ROWS_PER_NOTCH;
      default -> 0;
    };
  }

  /** The rows that an arrow key scrolls up, as one of several; 0 for any other key. */
  static int arrowRows(Binding binding) {
    String name = binding instanceof Reference reference ? reference.name() : "";
    return switch (name) {
      case LineReader.UP_LINE_OR_SEARCH -> 1;
      case LineReader.DOWN_LINE_OR_SEARCH -> -1;
      default -> 0;
    };
  }

  /** Whether another key sequence has arrived together with the last one. */
  static boolean isSequenceWaiting(BindingReader keys) {
    return keys.peekCharacter(ARROW_TIMEOUT_MS) == ESCAPE;
  }
}
