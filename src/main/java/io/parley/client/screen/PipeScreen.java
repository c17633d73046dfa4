package io.parley.client.screen;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.LineText;
import io.parley.client.model.ScreenTraits;
import io.parley.protocol.Text;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A screen on streams, for scripts: one line in is one message, one line out is one event. It has
 * no prompt and no colours, and always uses UTF-8. One thread at a time reads; any thread may draw.
 */
public class PipeScreen implements Screen {
  private static final int MAX_LINE = 2 * Text.MAX_LIMIT; // a code point takes up to two chars
  private static final int BUFFER = 64 * 1024;

  private final BoundedLineReader input;
  private final PrintStream output;
  private final PrintStream diagnostics;
  private volatile Runnable onClose = () -> {};
  private volatile boolean closed;
  private volatile boolean refusedInput;

  public PipeScreen(InputStream input, OutputStream output, OutputStream diagnostics) {
    this.input = new BoundedLineReader(input, MAX_LINE);
    this.output =
        new PrintStream(new BufferedOutputStream(output, BUFFER), false, StandardCharsets.UTF_8);
    this.diagnostics = new PrintStream(diagnostics, true, StandardCharsets.UTF_8);
  }

  @Override
  public Optional<String> readLine() {
    while (!closed) {
      try {
        return input.readLine();
      } catch (BoundedLineReader.LineTooLongException e) {
        refuseLine("has more than " + Text.MAX_LIMIT + " characters");
      } catch (CharacterCodingException e) {
        refuseLine("is not UTF-8");
      } catch (IOException e) {
        showDiagnostic("the input cannot be read: " + e.getMessage());
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private void refuseLine(String reason) {
    refusedInput = true;
    showDiagnostic("line " + input.lineNumber() + " was not sent: it " + reason);
  }

  /** Whether a line was discarded because it is too long or not UTF-8. */
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
