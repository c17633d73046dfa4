package io.parley.cli.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The terminal that this program was started in. */
final class SystemTerminal {
  /**
   * How JLine gets at the terminal, best first. The native way forgets the line's speed when it
   * gives the terminal back, so {@code stty} comes before it, where there is one.
   */
  private static final String PROVIDERS = "exec,jni";

  private SystemTerminal() {}

  /** Takes it over, if both input and output are one; {@link #close} gives it back. */
  static Optional<Terminal> open() {
    try {
      return Optional.of(
          TerminalBuilder.builder()
              .system(true)
              .systemOutput(TerminalBuilder.SystemOutput.SysOut)
              .dumb(false)
              .providers(PROVIDERS)
              .encoding(StandardCharsets.UTF_8)
              .build());
    } catch (IOException | IllegalStateException noTerminal) {
      return Optional.empty();
    }
  }

  /** Takes it over, if it can move its cursor. */
  static Optional<Terminal> openWithCursorControl() {
    Optional<Terminal> terminal = open();
    if (terminal.isPresent() && isDumb(terminal.get())) {
      close(terminal.get());
      return Optional.empty();
    }
    return terminal;
  }

  /** Whether it cannot move its cursor. */
  static boolean isDumb(Terminal terminal) {
    return terminal.getType().startsWith(Terminal.TYPE_DUMB);
  }

  /** Gives it back as it was. */
  static void close(Terminal terminal) {
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
