package io.parley.client.screen;

import io.parley.client.model.DisplayLine;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A person at a terminal whose cursor stays where it is, for a screen reader or a printer: what
 * happens follows what is typed, line by line. The terminal itself edits what is typed.
 */
public final class PlainScreen implements Screen {
  private static final String BELL = "\u0007";

  /** As terminals send them: ECMA-48, 5.4, and what xterm calls SS3. */
  private static final Pattern ESCAPE_SEQUENCES =
      Pattern.compile("\u001b(\\[[0-?]*[ -/]*[@-~]|O.|)");

  private final PipeScreen pipe;
  private final boolean bell;

  /**
   * A screen on standard input and output.
   *
   * @param lines reads and writes them
   * @param bell whether it rings when somebody is called
   */
  public PlainScreen(PipeScreen lines, boolean bell) {
    this.pipe = lines;
    this.bell = bell;
  }

  /** Keys that a terminal with a cursor would know are not part of what somebody says. */
  @Override
  public Optional<String> readLine() {
    Optional<String> line = pipe.readLine();
    while (line.isPresent() && ESCAPE_SEQUENCES.matcher(line.get()).find()) {
      String said = ESCAPE_SEQUENCES.matcher(line.get()).replaceAll("");
      if (!said.isBlank()) {
        return Optional.of(said);
      }
      line = pipe.readLine();
    }
    return line;
  }

  @Override
  public void draw(List<DisplayLine> happened) {
    boolean calls = happened.stream().anyMatch(DisplayLine::isLiveHighlight);
    if (calls && bell) {
      pipe.draw(happened, BELL);
    } else {
      pipe.draw(happened);
    }
  }

  @Override
  public void showDiagnostic(String line) {
    pipe.showDiagnostic(line);
  }

  @Override
  public void setPrompt(String prompt) {
    // it would stand between the lines of the others
  }

  @Override
  public void onPageUp(Runnable older) {
    // the terminal sends whole lines
  }

  @Override
  public boolean isInteractive() {
    return true;
  }

  @Override
  public void onClose(Runnable leave) {
    pipe.onClose(leave);
  }

  @Override
  public void close() {
    pipe.close();
  }
}
