package io.parley.client.screen;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.ScreenTraits;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A screen on a terminal without cursor movement, for screen readers and printers. Messages and
 * typed lines follow one another, without a prompt between them. The terminal's own line discipline
 * edits the input.
 */
public final class PlainScreen implements Screen {
  private static final String BELL = "\u0007";

  /** Control sequences (ECMA-48, 5.4) and xterm's SS3 sequences. */
  private static final Pattern ESCAPE_SEQUENCES =
      Pattern.compile("\u001b(\\[[0-?]*[ -/]*[@-~]|O.|)");

  private final PipeScreen pipe;
  private final boolean bell;

  /**
   * Creates a screen.
   *
   * @param pipe reads and prints lines
   * @param bell whether highlights ring the bell
   */
  public PlainScreen(PipeScreen pipe, boolean bell) {
    this.pipe = pipe;
    this.bell = bell;
  }

  /** Removes the escape sequences of keys from the line. */
  @Override
  public Optional<String> readLine() {
    Optional<String> line = pipe.readLine();
    while (line.isPresent() && ESCAPE_SEQUENCES.matcher(line.get()).find()) {
      String text = ESCAPE_SEQUENCES.matcher(line.get()).replaceAll("");
      if (!text.isBlank()) {
        return Optional.of(text);
      }
      line = pipe.readLine();
    }
    return line;
  }

  @Override
  public void draw(List<DisplayLine> lines) {
    boolean highlight = lines.stream().anyMatch(DisplayLine::isLiveHighlight);
    if (highlight && bell) {
      pipe.draw(lines, BELL);
    } else {
      pipe.draw(lines);
    }
  }

  @Override
  public void showDiagnostic(String line) {
    pipe.showDiagnostic(line);
  }

  @Override
  public ScreenTraits traits() {
    return new ScreenTraits(true, false);
  }

  @Override
  public void onClose(Runnable action) {
    pipe.onClose(action);
  }

  @Override
  public void close() {
    pipe.close();
  }
}
