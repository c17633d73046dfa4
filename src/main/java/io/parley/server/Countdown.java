package io.parley.server;

/** Does something when so many have answered. One actor owns it. */
final class Countdown {
  private int left;
  private Runnable atZero = () -> {};

  /** Begins; with nobody to wait for, it is over at once. */
  void start(int count, Runnable whenAllHave) {
    left = count;
    atZero = whenAllHave;
    check();
  }

  /** One has answered. */
  void count() {
    left--;
    check();
  }

  private void check() {
    if (left == 0) {
      atZero.run();
    }
  }
}
