package io.parley.client.screen;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.LineText;
import io.parley.client.model.ScreenTraits;
import io.parley.client.render.MessageFormatter;
import io.parley.client.render.RefusalReporter;
import io.parley.client.render.TextMessageFormatter;
import io.parley.client.state.ClientRooms;
import io.parley.protocol.Text;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A screen on streams, for scripts: one line in is one message, one line out is one event. It has
 * no prompt and no colours. One thread at a time reads; any thread may draw.
 */
public class PipeScreen implements Screen {
  private static final int MAX_LINE = 2 * Text.MAX_LIMIT; // a code point takes up to two chars
  private static final int BUFFER = 64 * 1024;

  private final InputDecoder decoder;
  private final BoundedLineReader input;
  private final PrintStream output;
  private final PrintStream diagnostics;
  private volatile Runnable onClose = () -> {};
  private volatile boolean closed;
  private volatile boolean refusedInput;
  private volatile boolean readsCommands;

  /**
   * Creates a screen. What a charset does not have is written as {@code ?}.
   *
   * @param locale the charset of the locale
   */
  public PipeScreen(
      InputStream input, OutputStream output, OutputStream diagnostics, Charset locale) {
    this(input, output, locale, diagnostics, locale);
  }

  /**
   * Creates a screen.
   *
   * @param format the charset of the output
   */
  PipeScreen(
      InputStream input,
      OutputStream output,
      Charset format,
      OutputStream diagnostics,
      Charset locale) {
    this.decoder = new InputDecoder(locale);
    this.input = new BoundedLineReader(input, decoder, MAX_LINE);
    this.output = new PrintStream(new BufferedOutputStream(output, BUFFER), false, format);
    this.diagnostics = new PrintStream(diagnostics, true, locale);
  }

  @Override
  public Optional<String> readLine() {
    while (!closed) {
      try {
        return input.readLine();
      } catch (BoundedLineReader.LineTooLongException e) {
        refuseLine("it has more than " + Text.MAX_LIMIT + " characters");
      } catch (CharacterCodingException e) {
        refuseLine("it " + decoder.error());
      } catch (IOException e) {
        showDiagnostic("the input cannot be read: " + e.getMessage());
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean readsCommands() {
    return readsCommands;
  }

  @Override
  public void acceptCommands() {
    readsCommands = true;
  }

  @Override
  public void refuseLine(String reason) {
    showRefusal("line " + input.lineNumber() + " was not sent: " + reason);
  }

  /** Also lets the script fail. */
  @Override
  public void showRefusal(String reason) {
    refusedInput = true;
    showDiagnostic(reason);
  }

  /** The events, and each refusal of the server once more as a reason to fail. */
  @Override
  public final MessageFormatter formatter(
      ClientRooms rooms, Clock clock, Consumer<String> onRefused) {
    return new RefusalReporter(eventFormatter(rooms, clock), onRefused);
  }

  /** The formatter of events. */
  MessageFormatter eventFormatter(ClientRooms rooms, Clock clock) {
    return TextMessageFormatter.forScreen(traits(), rooms, clock);
  }

  /** Whether a line was not sent, or was refused by the server. */
  @Override
  public boolean hasRefusedInput() {
    return refusedInput;
  }

  @Override
  public void draw(List<DisplayLine> lines) {
    draw(lines, "");
  }

  /** Prints lines, and control characters after them. */
  void draw(List<DisplayLine> lines, String after) {
    for (DisplayLine line : lines) {
      output.print(line.text());
      output.print('\n');
    }
    output.print(after);
    if (output.checkError()) { // also flushes
      throw new UncheckedIOException("the output is closed", new IOException());
    }
  }

  @Override
  public void showDiagnostic(String line) {
    diagnostics.print(LineText.diagnostic(line).text() + "\n");
    diagnostics.flush();
  }

  @Override
  public ScreenTraits traits() {
    return new ScreenTraits(false, false);
  }

  @Override
  public void onClose(Runnable action) {
    onClose = action;
  }

  /** Takes no lock: a blocked output must not keep the process from ending. */
  @Override
  public void close() {
    closed = true;
    onClose.run();
  }
}
