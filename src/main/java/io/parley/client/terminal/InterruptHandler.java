package io.parley.client.terminal;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;

/**
 * Handles Ctrl-C while no line is read. Without it the JVM would end and not restore the terminal.
 * A confirmed Ctrl-C runs an action, which ends the chat in an orderly way; the next one ends the
 * process. Thread-safe.
 */
final class InterruptHandler implements SignalHandler {
  private final Runnable quit;
  private final BooleanSupplier isConfirmed;
  private final AtomicReference<Runnable> action;

  /**
   * Creates a handler whose first Ctrl-C ends the process.
   *
   * @param quit ends the process
   * @param isConfirmed called for each Ctrl-C before the action; returns whether it runs
   */
  InterruptHandler(Runnable quit, BooleanSupplier isConfirmed) {
    this.quit = quit;
    this.isConfirmed = isConfirmed;
    this.action = new AtomicReference<>(quit);
  }

  /** Sets what the next confirmed Ctrl-C does. */
  void setAction(Runnable next) {
    action.set(next);
  }

  /** The next Ctrl-C ends the process. */
  void quitOnNext() {
    action.set(quit);
  }

  @Override
  public void handle(Signal signal) {
    if (action.get() == quit || isConfirmed.getAsBoolean()) {
      action.getAndSet(quit).run();
    }
  }
}
