package io.parley.client.screen;

import io.parley.client.command.OneShotText;
import io.parley.client.model.DisplayLine;
import io.parley.client.render.AnswerOnlyFormatter;
import io.parley.client.render.MessageFormatter;
import io.parley.client.state.ClientRooms;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A script that says one thing: it shows nothing but what answers that, and complains of what
 * stands against it.
 */
public final class OneShotScreen implements Screen {
  private final PipeScreen pipe;
  private final String text;
  private final boolean showAll;
  private final AtomicBoolean lineRead = new AtomicBoolean();
  private volatile boolean refused;

  /**
   * A script of one line.
   *
   * @param text what {@link OneShotText} has let through
   * @param everything whether all that is heard until the end is shown, too
   */
  public OneShotScreen(PipeScreen pipe, String text, boolean everything) {
    this.pipe = pipe;
    this.text = text;
    this.showAll = everything;
  }

  /** Whether it could not be said, or was refused. */
  public boolean isRefused() {
    return refused;
  }

  @Override
  public MessageFormatter formatter(ClientRooms rooms, Clock clock) {
    return new AnswerOnlyFormatter(pipe.formatter(rooms, clock), showAll, this::refuse);
  }

  @Override
  public Optional<String> readLine() {
    return lineRead.compareAndSet(false, true) ? Optional.of(text) : Optional.empty();
  }

  @Override
  public void draw(List<DisplayLine> lines) {
    pipe.draw(lines);
  }

  /** What this program says itself says why that cannot be. */
  @Override
  public void showInfo(List<String> lines) {
    lines.forEach(line -> refuse(PipeScreen.stripPrefix(line)));
  }

  @Override
  public void showDiagnostic(String line) {
    pipe.showDiagnostic(line);
  }

  @Override
  public void setPrompt(String prompt) {
    pipe.setPrompt(prompt);
  }

  @Override
  public void onPageUp(Runnable older) {
    pipe.onPageUp(older);
  }

  @Override
  public boolean isInteractive() {
    return pipe.isInteractive();
  }

  @Override
  public void onClose(Runnable leave) {
    pipe.onClose(leave);
  }

  @Override
  public void close() {
    pipe.close();
  }

  private void refuse(String why) {
    refused = true;
    showDiagnostic(why);
  }
}
