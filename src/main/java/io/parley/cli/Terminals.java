package io.parley.cli;

import java.io.IOException;
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
    try {
      Terminal terminal =
          TerminalBuilder.builder()
              .system(true)
              .systemOutput(TerminalBuilder.SystemOutput.SysOut)
              .dumb(false)
              .providers(PROVIDERS)
              .encoding(StandardCharsets.UTF_8)
              .build();
      if (!terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
        return Optional.of(terminal);
      }
      terminal.close();
    } catch (IOException | IllegalStateException noTerminal) {
      // said by what is returned
    }
    return Optional.empty();
  }
}
