package io.parley.server;

/** Runs an action when a number of replies has arrived. Owned by one actor. */
final class CompletionCounter {
  private int remaining;
  private Runnable onComplete = () -> {};

  /** Starts to wait for {@code count} replies; with 0 the action runs at once. */
  void start(int count, Runnable onComplete) {
    remaining = count;
    this.onComplete = onComplete;
    runIfComplete();
  }

  /** Counts one reply. */
  void complete() {
    remaining--;
    runIfComplete();
  }

  private void runIfComplete() {
    if (remaining == 0) {
      onComplete.run();
    }
  }
}
