package io.parley.server;

/** Does something when so many have answered. One actor owns it. */
final class CompletionCounter {
  private int remaining;
  private Runnable onComplete = () -> {};

  /** Begins; with nobody to wait for, it is over at once. */
  void start(int count, Runnable whenAllHave) {
    remaining = count;
    onComplete = whenAllHave;
    runIfComplete();
  }

  /** One has answered. */
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
