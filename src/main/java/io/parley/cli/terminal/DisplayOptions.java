package io.parley.cli.terminal;

import io.parley.cli.option.EnumConverter;
import io.parley.client.screen.PlainScreen;
import io.parley.client.screen.Screen;
import io.parley.client.screen.ScreenSettings;
import io.parley.client.terminal.ProcessControl;
import io.parley.client.terminal.TerminalScreen;
import io.parley.client.terminal.TerminalSettings;
import io.parley.config.InvalidSettingsException;
import java.io.IOError;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jline.terminal.Terminal;
import picocli.CommandLine.Option;

/** The options of {@code parley client} for its display. Creates the screen. */
public final class DisplayOptions {
  /** When nicknames are colored. */
  enum ColorMode {
    AUTO,
    ALWAYS,
    NEVER;
  }

  @Option(
      names = "--plain",
      description = "Print line by line and never move the cursor, for screen readers.")
  boolean plain;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      converter = ColorModeConverter.class,
      completionCandidates = ColorModeConverter.class,
      description =
          "When to color nicknames: ${COMPLETION-CANDIDATES} (default: auto). auto: if the terminal has colors and"
              + " NO_COLOR is not set.")
  ColorMode colorMode = ColorMode.AUTO;

  /**
   * Creates the screen: a full one if input and output are a terminal that can move its cursor, a
   * plain one if the terminal cannot or --plain is given, or else a pipe.
   *
   * @param screenHolder closes the screen if the process ends
   * @throws InvalidSettingsException if there is no directory for the input history
   */
  public Screen screen(
      String nickname, ScreenSettings settings, Environment environment, ScreenHolder screenHolder)
      throws InvalidSettingsException {
    Path historyFile = environment.stateFolder().resolve("typed");
    Optional<Terminal> terminal = SystemTerminal.open();
    if (terminal.isEmpty()) {
      return screenHolder.open(EventFormat.TEXT::screen);
    }
    if (plain || SystemTerminal.isDumb(terminal.get())) {
      SystemTerminal.close(terminal.get());
      return screenHolder.open(
          () ->
              new PlainScreen(EventFormat.TEXT.screen(), settings.bell(), new SystemEchoControl()));
    }
    TerminalSettings terminalSettings =
        new TerminalSettings(
            usesColor(environment.variables()),
            settings.bell(),
            settings.scrollback(),
            TerminalBidiSupport.clientReorders(settings.rightToLeft(), environment.variables()),
            settings.topicLine(),
            TerminalLinkSupport.showsLinks(
                settings.links(), terminal.get().getType(), environment.variables()),
            settings.mouse(),
            Optional.of(historyFile),
            Clock.system(ZoneId.systemDefault()));
    return screenHolder.open(() -> screen(terminal.get(), nickname, terminalSettings));
  }

  private static Screen screen(Terminal terminal, String nickname, TerminalSettings settings) {
    ProcessControl process = new SystemProcessControl();
    try {
      return new TerminalScreen(terminal, nickname, settings, process);
    } catch (IOError e) { // Ctrl-C has also ended stty, which JLine runs; it works the second time
      return new TerminalScreen(terminal, nickname, settings, process);
    }
  }

  /** Whether nicknames are colored. */
  boolean usesColor(Map<String, String> environment) {
    return switch (colorMode) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> environment.getOrDefault("NO_COLOR", "").isEmpty(); // https://no-color.org
    };
  }

  /** Converts the name of a color mode. */
  static final class ColorModeConverter extends EnumConverter<ColorMode> {
    ColorModeConverter() {
      super(ColorMode.class, "color mode");
    }
  }
}
