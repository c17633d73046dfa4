package io.parley.cli;

import io.parley.client.PipeScreen;
import io.parley.client.PlainScreen;
import io.parley.client.Screen;
import io.parley.client.ScreenSettings;
import io.parley.client.terminal.TerminalScreen;
import io.parley.client.terminal.TerminalSettings;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the chat looks like, and the screen that is made for it. */
final class LookOptions {
  /**
   * How JLine gets at the terminal, best first. The native way forgets the line's speed when it
   * gives the terminal back, so {@code stty} comes before it, where there is one.
   */
  private static final String PROVIDERS = "exec,jni";

  /** When there are colours. */
  enum Colour {
    auto,
    always,
    never
  }

  @Option(
      names = "--plain",
      description =
          "Never move the cursor, for screen readers: what happens follows what you type, line by line.")
  boolean plain;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description =
          "When nicknames have colours: ${COMPLETION-CANDIDATES}. auto: where the terminal has any and NO_COLOR is"
              + " not set.")
  Colour colour = Colour.auto;

  /**
   * A terminal if both input and output are one that can move its cursor; a plain one if it cannot,
   * or should not; else it is a pipe.
   */
  Screen screen(String nickname, ScreenSettings settings) {
    try {
      Terminal terminal =
          TerminalBuilder.builder()
              .system(true)
              .systemOutput(TerminalBuilder.SystemOutput.SysOut)
              .dumb(false)
              .providers(PROVIDERS)
              .encoding(StandardCharsets.UTF_8)
              .build();
      if (!plain && !terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
        return new TerminalScreen(
            terminal,
            nickname,
            new TerminalSettings(
                colours(System.getenv("NO_COLOR")),
                settings.bell(),
                settings.scrollback(),
                StateFolder.file("typed"),
                ZoneId.systemDefault()));
      }
      terminal.close();
      return new PlainScreen(pipe(), settings.bell());
    } catch (IOException | IllegalStateException noTerminal) {
      return pipe();
    }
  }

  private boolean colours(@Nullable String noColour) {
    return switch (colour) {
      case always -> true;
      case never -> false;
      case auto -> noColour == null || noColour.isEmpty(); // https://no-color.org
    };
  }

  private static PipeScreen pipe() {
    return new PipeScreen(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err));
  }
}
