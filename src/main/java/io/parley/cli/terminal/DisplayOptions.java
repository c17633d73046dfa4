package io.parley.cli.terminal;

import io.parley.cli.option.EnumConverter;
import io.parley.client.screen.PlainScreen;
import io.parley.client.screen.Screen;
import io.parley.client.screen.ScreenSettings;
import io.parley.client.terminal.ProcessControl;
import io.parley.client.terminal.TerminalScreen;
import io.parley.client.terminal.TerminalSettings;
import java.io.IOError;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jline.terminal.Terminal;
import picocli.CommandLine.Option;

/** What the chat looks like, and the screen that is made for it. */
public final class DisplayOptions {
  /** When there are colours. */
  enum ColorMode {
    AUTO,
    ALWAYS,
    NEVER;
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
      converter = ColorModeConverter.class,
      completionCandidates = ColorModeConverter.class,
      description =
          "When nicknames have colours: ${COMPLETION-CANDIDATES}. auto: where the terminal has any and NO_COLOR is"
              + " not set.")
  ColorMode colorMode = ColorMode.AUTO;

  /**
   * Makes a screen: a terminal if both input and output are one that can move its cursor; a plain
   * one if it cannot, or should not; else it is a pipe.
   */
  public Screen screen(
      String nickname, ScreenSettings settings, Environment surroundings, ScreenHolder open) {
    Optional<Terminal> terminal =
        SystemTerminal.open(); // what ends the program gives it back from here
    if (terminal.isEmpty()) {
      return open.open(EventFormat.TEXT::screen);
    }
    if (plain || SystemTerminal.isDumb(terminal.get())) {
      SystemTerminal.close(terminal.get());
      return open.open(() -> new PlainScreen(EventFormat.TEXT.screen(), settings.bell()));
    }
    TerminalSettings wanted =
        new TerminalSettings(
            usesColor(surroundings.variables()),
            settings.bell(),
            settings.scrollback(),
            TerminalBidiSupport.clientReorders(settings.rightToLeft(), surroundings.variables()),
            Optional.of(surroundings.stateFolder().resolve("typed")),
            Clock.system(ZoneId.systemDefault()));
    return open.open(() -> screen(terminal.get(), nickname, wanted));
  }

  private static Screen screen(Terminal terminal, String nickname, TerminalSettings settings) {
    ProcessControl program = new SystemProcessControl();
    try {
      return new TerminalScreen(terminal, nickname, settings, program);
    } catch (IOError e) { // Ctrl-C ends stty, too, where that is asked just then
      return new TerminalScreen(terminal, nickname, settings, program);
    }
  }

  /** Whether there are to be any. */
  boolean usesColor(Map<String, String> environment) {
    return switch (colorMode) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> environment.getOrDefault("NO_COLOR", "").isEmpty(); // https://no-color.org
    };
  }

  /** Their words on the command line. */
  static final class ColorModeConverter extends EnumConverter<ColorMode> {
    ColorModeConverter() {
      super(ColorMode.class, "time for colours");
    }
  }
}
