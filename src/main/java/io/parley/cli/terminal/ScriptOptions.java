package io.parley.cli.terminal;

import io.parley.client.command.OneShotText;
import io.parley.client.render.AnswerOnlyFormatter;
import io.parley.client.screen.InputDecoder;
import io.parley.client.screen.OneShotScreen;
import io.parley.client.screen.PipeScreen;
import io.parley.client.screen.Screen;
import io.parley.protocol.Text;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code parley client} for scripts. */
public final class ScriptOptions {
  private static final String STANDARD_INPUT = "-";

  /** One more than the longest text with its newline: a character takes up to four bytes. */
  private static final int MAX_INPUT_BYTES = 4 * Text.MAX_LIMIT + 2;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = EventFormat.Converter.class,
      completionCandidates = EventFormat.Converter.class,
      description =
          "The format of events: text, one line per event, or json, one object per line (default: text). Also makes a"
              + " terminal behave like a pipe.")
  @Nullable EventFormat format;

  @Option(
      names = "--once",
      paramLabel = "TEXT",
      description = {
        "Send TEXT and exit: with status 0 when the server has confirmed it, or when it is sent in a dialect without"
            + " confirmation. TEXT that begins with / is a command; - sends standard input as one message.",
        "Prints only the reply to a command; with --format json, all events."
      })
  @Nullable String once;

  @Option(
      names = "--past",
      description =
          "With --once and --format json: also print the earlier messages of the rooms that are entered.")
  boolean past;

  @Option(
      names = "--commands",
      description =
          "In a pipe, a line that begins with / is a command, as in a terminal; without this option it is text.")
  boolean commands;

  /** Whether lines of a pipe may be commands. */
  public boolean haveCommands() {
    return commands;
  }

  /** Whether to behave as in a pipe even if input and output are a terminal. */
  public boolean arePresent() {
    return format != null || once != null || past;
  }

  /**
   * Creates a screen without a terminal.
   *
   * @throws ParameterException if the text of --once cannot be sent, or an option misses another
   *     one
   * @throws InvalidInputException if standard input is neither UTF-8 nor in the charset of the
   *     locale
   */
  public Screen screen(CommandLine command) throws InvalidInputException {
    EventFormat eventFormat = format == null ? EventFormat.TEXT : format;
    PipeScreen pipe = eventFormat.screen();
    if (past && (once == null || eventFormat != EventFormat.JSON)) {
      throw new ParameterException(command, "--past is for --once with --format json");
    }
    return once == null ? pipe : new OneShotScreen(pipe, parseText(command, once), selection());
  }

  private AnswerOnlyFormatter.Selection selection() {
    if (format != EventFormat.JSON) {
      return AnswerOnlyFormatter.Selection.ANSWERS;
    }
    return past
        ? AnswerOnlyFormatter.Selection.EVENTS_AND_PAST
        : AnswerOnlyFormatter.Selection.EVENTS;
  }

  private static String parseText(CommandLine command, String text) throws InvalidInputException {
    try {
      return text.equals(STANDARD_INPUT)
          ? OneShotText.parseText(readStandardInput())
          : OneShotText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, "--once: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new ParameterException(
          command, "--once: cannot read standard input: " + e.getMessage(), e);
    }
  }

  private static String readStandardInput() throws IOException, InvalidInputException {
    InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in));
    byte[] bytes = in.readNBytes(MAX_INPUT_BYTES);
    if (bytes.length == MAX_INPUT_BYTES) {
      throw new IllegalArgumentException(
          "the text has more than " + Text.MAX_LIMIT + " characters");
    }
    String text = decode(bytes, new InputDecoder(LocaleCharset.ofCurrentProcess()));
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  /** Decodes each line, so that the error can name the line. */
  private static String decode(byte[] bytes, InputDecoder decoder) throws InvalidInputException {
    StringBuilder text = new StringBuilder();
    int lines = 0;
    for (int start = 0, end; start < bytes.length; start = end) {
      lines++;
      for (end = start; end < bytes.length && bytes[end] != '\n'; ) {
        end++;
      }
      end = Math.min(end + 1, bytes.length);
      try {
        text.append(decoder.decode(ByteBuffer.wrap(bytes, start, end - start)));
      } catch (CharacterCodingException e) {
        throw new InvalidInputException("line " + lines + " of the input " + decoder.error());
      }
    }
    return text.toString();
  }
}
