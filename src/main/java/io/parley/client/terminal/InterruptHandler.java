package io.parley.client.terminal;

import java.util.concurrent.atomic.AtomicReference;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;

/**
 * Handles Ctrl-C while no line is read. Without it the JVM would end and not restore the terminal.
 * The first Ctrl-C runs an action, which may end the chat in an orderly way; the second ends the
 * process. Thread-safe.
 */
final class InterruptHandler implements SignalHandler {
  private final Runnable quit;
  private final AtomicReference<Runnable> action;

  /**
   * Creates a handler whose first Ctrl-C ends the process.
   *
   * @param quit ends the process
   */
  InterruptHandler(Runnable quit) {
    this.quit = quit;
    this.action = new AtomicReference<>(quit);
  }

  /** Sets what the next Ctrl-C does. */
  void setAction(Runnable next) {
    action.set(next);
  }

  /** The next Ctrl-C ends the process. */
  void quitOnNext() {
    action.set(quit);
  }

  @Override
  public void handle(Signal signal) {
    action.getAndSet(quit).run();
  }
}
