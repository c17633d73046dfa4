package io.parley.cli.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The terminal in which this process was started. */
final class SystemTerminal {
  /**
   * The providers of JLine in order of preference. The native one (jni) does not restore the line
   * speed, so {@code stty} (exec) is tried first.
   */
  private static final String PROVIDERS = "exec,jni";

  /** Held here, because a logger that is not referenced loses its level. */
  private static final Logger JLINE = Logger.getLogger("org.jline");

  private SystemTerminal() {}

  /**
   * Opens the terminal. {@link #close} restores its modes.
   *
   * @return empty unless both input and output are a terminal
   */
  static Optional<Terminal> open() {
    JLINE.setLevel(Level.OFF); // it reports unknown capabilities with stack traces on the screen
    try {
      return Optional.of(
          TerminalBuilder.builder()
              .system(true)
              .systemOutput(TerminalBuilder.SystemOutput.SysOut)
              .dumb(false)
              .providers(PROVIDERS)
              .encoding(LocaleCharset.ofCurrentProcess())
              .build());
    } catch (IOException | IllegalStateException noTerminal) {
      return Optional.empty();
    }
  }

  /** The same, but empty if the terminal cannot move its cursor. */
  static Optional<Terminal> openWithCursorControl() {
    Optional<Terminal> terminal = open();
    if (terminal.isPresent() && isDumb(terminal.get())) {
      close(terminal.get());
      return Optional.empty();
    }
    return terminal;
  }

  /** Whether the terminal cannot move its cursor. */
  static boolean isDumb(Terminal terminal) {
    return terminal.getType().startsWith(Terminal.TYPE_DUMB);
  }

  /** Closes the terminal and restores its modes. */
  static void close(Terminal terminal) {
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
