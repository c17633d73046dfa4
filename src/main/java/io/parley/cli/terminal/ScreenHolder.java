package io.parley.cli.terminal;

import io.parley.client.screen.Screen;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds the screen of the process and closes it when the process ends, even if the screen is being
 * created at that moment. Thread-safe.
 */
public final class ScreenHolder {
  private @Nullable Screen screen;
  private boolean closed;

  /** Creates the screen. Blocks forever after {@link #close}: the process is about to end. */
  public synchronized Screen open(Supplier<Screen> factory) {
    while (closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the process ends", e);
      }
    }
    Screen created = factory.get();
    screen = created;
    return created;
  }

  /**
   * Closes the screen, if there is one.
   *
   * @return whether lines that were read may still be unsent: the screen is not interactive
   */
  public synchronized boolean close() {
    closed = true;
    if (screen == null) {
      return false;
    }
    screen.close();
    return !screen.traits().interactive();
  }
}
