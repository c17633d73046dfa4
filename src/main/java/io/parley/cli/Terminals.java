package io.parley.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The terminal that this program was started in. */
final class Terminals {
  /**
   * How JLine gets at the terminal, best first. The native way forgets the line's speed when it
   * gives the terminal back, so {@code stty} comes before it, where there is one.
   */
  private static final String PROVIDERS = "exec,jni";

  private Terminals() {}

  /** Takes it over, if both input and output are one that can move its cursor. */
  static Optional<Terminal> open() {
    Optional<Terminal> terminal = any();
    if (terminal.isPresent() && isDumb(terminal.get())) {
      close(terminal.get());
      return Optional.empty();
    }
    return terminal;
  }

  /** Whether there is one, be its cursor movable or not. */
  static boolean isThere() {
    Optional<Terminal> terminal = any();
    terminal.ifPresent(Terminals::close);
    return terminal.isPresent();
  }

  private static Optional<Terminal> any() {
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

  private static boolean isDumb(Terminal terminal) {
    return terminal.getType().startsWith(Terminal.TYPE_DUMB);
  }

  private static void close(Terminal terminal) {
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
