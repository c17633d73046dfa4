package io.parley.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.cli.ParleyCommand;
import io.parley.client.command.OneShotText;
import io.parley.client.screen.OneShotScreen;
import io.parley.client.screen.PipeScreen;
import io.parley.client.screen.Screen;
import io.parley.protocol.Text;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code parley client} for scripts. */
public final class ScriptOptions {
  private static final String STANDARD_INPUT = "-";

  /** One more than the longest text takes, with the newline at its end. */
  private static final int MAX_INPUT_BYTES = 4 * Text.MAX_LIMIT + 2;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = EventFormat.Converter.class,
      completionCandidates = EventFormat.Converter.class,
      description =
          "text: an event is a line to be read; json: an event is an object on a line of its own, as in a pipe even in"
              + " a terminal. text unless given.")
  @Nullable EventFormat format;

  @Option(
      names = "--once",
      paramLabel = "TEXT",
      description = {
        "Say TEXT and leave, with status 0 when it has come back, or was sent where nothing comes back. TEXT that begins"
            + " with / is a command, as when typed; - says what standard input holds, as one message.",
        "Nothing is shown but the answer to a command; with --format json, every event until the end."
      })
  @Nullable String once;

  /** Whether somebody wants a pipe, wherever input and output lead. */
  public boolean arePresent() {
    return format != null || once != null;
  }

  /**
   * A screen without a terminal.
   *
   * @throws ParameterException if what is to be said once cannot be
   */
  public Screen screen(CommandLine command) {
    EventFormat chosen = format == null ? EventFormat.TEXT : format;
    PipeScreen pipe = chosen.screen();
    return once == null
        ? pipe
        : new OneShotScreen(pipe, parseText(command, once), chosen == EventFormat.JSON);
  }

  /** The exit status of a visit that ended in some way. */
  public static int exitStatus(Screen screen, int how) {
    return screen instanceof OneShotScreen said && said.isRefused() ? ParleyCommand.FAILED : how;
  }

  private static String parseText(CommandLine command, String given) {
    try {
      return given.equals(STANDARD_INPUT)
          ? OneShotText.parseText(readStandardInput())
          : OneShotText.parse(given);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, "--once: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new ParameterException(
          command, "--once: the input cannot be read: " + e.getMessage(), e);
    }
  }

  private static String readStandardInput() throws IOException {
    InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in));
    String text = new String(in.readNBytes(MAX_INPUT_BYTES), UTF_8);
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
