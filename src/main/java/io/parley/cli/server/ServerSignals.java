package io.parley.cli.server;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;

/**
 * What a server does on signals. A signal that was ignored when the process started stays ignored,
 * as {@code nohup} wants it; Java does not install a handler then.
 *
 * <ol>
 *   <li>The first SIGINT or SIGTERM ends the process with the drain, a second one at once.
 *   <li>SIGHUP reads the settings again. During the start, which may have read them already, it
 *       does so when the server has started.
 * </ol>
 */
public final class ServerSignals {
  private static final int INTERRUPTED = 130;
  private static final int TERMINATED = 143;

  private final AtomicBoolean ending = new AtomicBoolean();
  private Optional<Runnable> reloadAction = Optional.empty(); // guarded by this, as the next one
  private boolean reloadPending;

  ServerSignals() {}

  /** Installs the handlers, each of which runs in a thread of its own. */
  public static ServerSignals install() {
    ServerSignals signals = new ServerSignals();
    Signals.register("INT", () -> signals.end(INTERRUPTED));
    Signals.register("TERM", () -> signals.end(TERMINATED));
    Signals.register("HUP", signals::reload);
    return signals;
  }

  /** Sets what SIGHUP does, when the server has started. Does it now if one came before. */
  public void onReload(Runnable action) {
    if (setReloadAction(action)) {
      action.run();
    }
  }

  /** Returns whether a SIGHUP waits. */
  private synchronized boolean setReloadAction(Runnable action) {
    reloadAction = Optional.of(action);
    return reloadPending;
  }

  /** Java's threads of signals have no class loader, and the Config library needs one. */
  void reload() {
    Thread.currentThread().setContextClassLoader(ServerSignals.class.getClassLoader());
    reloadActionOrPending().ifPresent(Runnable::run);
  }

  private synchronized Optional<Runnable> reloadActionOrPending() {
    reloadPending = reloadAction.isEmpty();
    return reloadAction;
  }

  private void end(int exitStatus) {
    if (ending.compareAndSet(false, true)) {
      System.exit(exitStatus);
    } else {
      Runtime.getRuntime().halt(exitStatus);
    }
  }
}
