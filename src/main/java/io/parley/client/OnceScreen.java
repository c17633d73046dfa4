package io.parley.client;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A script that says one thing: it shows nothing but what answers that, and complains of what
 * stands against it.
 */
public final class OnceScreen implements Screen {
  private final PipeScreen pipe;
  private final String text;
  private final boolean everything;
  private final AtomicBoolean said = new AtomicBoolean();
  private volatile boolean refused;

  /**
   * A script of one line.
   *
   * @param text what {@link OnceText} has let through
   * @param everything whether all that is heard until the end is shown, too
   */
  public OnceScreen(PipeScreen pipe, String text, boolean everything) {
    this.pipe = pipe;
    this.text = text;
    this.everything = everything;
  }

  /** Whether it could not be said, or was refused. */
  public boolean isRefused() {
    return refused;
  }

  @Override
  public Wording wording(Rooms rooms, Clock clock) {
    return new OnceWording(pipe.wording(rooms, clock), everything, this::refuse);
  }

  @Override
  public Optional<String> readLine() {
    return said.compareAndSet(false, true) ? Optional.of(text) : Optional.empty();
  }

  @Override
  public void draw(List<Line> lines) {
    pipe.draw(lines);
  }

  /** What this program says itself says why that cannot be. */
  @Override
  public void show(List<String> lines) {
    lines.forEach(line -> refuse(PipeScreen.withoutStars(line)));
  }

  @Override
  public void complain(String line) {
    pipe.complain(line);
  }

  @Override
  public void prompt(String prompt) {
    pipe.prompt(prompt);
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
    complain(why);
  }
}
