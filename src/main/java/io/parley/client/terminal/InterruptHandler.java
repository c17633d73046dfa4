package io.parley.client.terminal;

import java.util.concurrent.atomic.AtomicReference;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;

/**
 * Ctrl-C where no line is read, which JLine would leave to the system: that ends Java at once, and
 * gives nothing back. The first may be a way to leave; whoever presses it again does not want to
 * wait. Thread-safe.
 */
final class InterruptHandler implements SignalHandler {
  private final Runnable quit;
  private final AtomicReference<Runnable> action;

  /**
   * Nothing but the end so far.
   *
   * @param quit ends the program
   */
  InterruptHandler(Runnable quit) {
    this.quit = quit;
    this.action = new AtomicReference<>(quit);
  }

  /** What the next one does. */
  void setAction(Runnable leave) {
    action.set(leave);
  }

  /** Somebody leaves by now. */
  void quitOnNext() {
    action.set(quit);
  }

  @Override
  public void handle(Signal signal) {
    action.getAndSet(quit).run();
  }
}
