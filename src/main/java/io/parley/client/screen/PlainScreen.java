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
  private final EchoControl echo;
  private volatile boolean asked;
  private boolean password;

  /**
   * Creates a screen.
   *
   * @param pipe reads and prints lines
   * @param bell whether highlights ring the bell
   * @param echo switched off while a password is typed
   */
  public PlainScreen(PipeScreen pipe, boolean bell, EchoControl echo) {
    this.pipe = pipe;
    this.bell = bell;
    this.echo = echo;
  }

  /** Removes the escape sequences of keys from the line. */
  @Override
  public Optional<String> readLine() {
    Optional<String> line = pipe.readLine();
    password = asked;
    if (password) {
      asked = false;
      boolean ignored = echo.setEcho(true);
      return line.map(text -> ESCAPE_SEQUENCES.matcher(text).replaceAll(""));
    }
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
  public void askPassword(String question) {
    asked = true;
    boolean hidden = echo.setEcho(false);
    String how = hidden ? "not shown while you type" : "THE TERMINAL SHOWS WHAT YOU TYPE";
    pipe.draw(List.of(DisplayLine.notice(question + " (" + how + "):")));
  }

  @Override
  public boolean wasPassword() {
    return password;
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
    if (asked) {
      boolean ignored = echo.setEcho(true);
    }
    pipe.close();
  }
}
