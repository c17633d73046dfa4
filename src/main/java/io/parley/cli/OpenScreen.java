package io.parley.cli;

import io.parley.client.Screen;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The screen of this program, which is given back when the program is told to end: also if it is
 * being made just then. Thread-safe.
 */
final class OpenScreen {
  private @Nullable Screen screen;
  private boolean over;

  /** Makes it; after the end nothing is made, nor returned from here. */
  synchronized Screen make(Supplier<Screen> how) {
    while (over) {
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
  synchronized boolean close() {
    over = true;
    if (screen == null) {
      return false;
    }
    screen.close();
    return !screen.isInteractive();
  }
}
