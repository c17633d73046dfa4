package io.parley.cli;

import io.parley.client.PlainScreen;
import io.parley.client.Screen;
import io.parley.client.ScreenSettings;
import io.parley.client.terminal.Program;
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
final class LookOptions {
  /** When there are colours. */
  enum Colour {
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
      converter = ColourWords.class,
      completionCandidates = ColourWords.class,
      description =
          "When nicknames have colours: ${COMPLETION-CANDIDATES}. auto: where the terminal has any and NO_COLOR is"
              + " not set.")
  Colour colour = Colour.AUTO;

  /**
   * Makes a screen: a terminal if both input and output are one that can move its cursor; a plain
   * one if it cannot, or should not; else it is a pipe.
   */
  Screen screen(
      String nickname, ScreenSettings settings, Surroundings surroundings, OpenScreen open) {
    Optional<Terminal> terminal = Terminals.open(); // what ends the program gives it back from here
    if (terminal.isEmpty()) {
      return open.make(EventFormat.TEXT::screen);
    }
    if (plain || Terminals.isDumb(terminal.get())) {
      Terminals.close(terminal.get());
      return open.make(() -> new PlainScreen(EventFormat.TEXT.screen(), settings.bell()));
    }
    TerminalSettings wanted =
        new TerminalSettings(
            colours(surroundings.environment()),
            settings.bell(),
            settings.scrollback(),
            TerminalOrder.isClients(settings.rightToLeft(), surroundings.environment()),
            Optional.of(surroundings.stateFolder().resolve("typed")),
            Clock.system(ZoneId.systemDefault()));
    return open.make(() -> screen(terminal.get(), nickname, wanted));
  }

  private static Screen screen(Terminal terminal, String nickname, TerminalSettings settings) {
    Program program = new OwnProcess();
    try {
      return new TerminalScreen(terminal, nickname, settings, program);
    } catch (IOError e) { // Ctrl-C ends stty, too, where that is asked just then
      return new TerminalScreen(terminal, nickname, settings, program);
    }
  }

  /** Whether there are to be any. */
  boolean colours(Map<String, String> environment) {
    return switch (colour) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> environment.getOrDefault("NO_COLOR", "").isEmpty(); // https://no-color.org
    };
  }

  /** Their words on the command line. */
  static final class ColourWords extends EnumWords<Colour> {
    ColourWords() {
      super(Colour.class, "time for colours");
    }
  }
}
