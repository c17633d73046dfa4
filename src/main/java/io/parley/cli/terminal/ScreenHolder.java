package io.parley.cli.terminal;

import io.parley.client.screen.Screen;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The screen of this program, which is given back when the program is told to end: also if it is
 * being made just then. Thread-safe.
 */
public final class ScreenHolder {
  private @Nullable Screen screen;
  private boolean closed;

  /** Makes it; after the end nothing is made, nor returned from here. */
  public synchronized Screen open(Supplier<Screen> how) {
    while (closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the program ends", e);
      }
    }
    Screen made = how.get();
    screen = made;
    return made;
  }

  /** The program ends. Whether there is somebody who waits for the rest of what was said. */
  public synchronized boolean close() {
    closed = true;
    if (screen == null) {
      return false;
    }
    screen.close();
    return !screen.isInteractive();
  }
}
