package io.parley.client;

/**
 * Tells of a connection that is gone, and of attempts to make it again that fail: no line says what
 * the one before it said. Where the status line counts the attempts, only the loss is told. Used by
 * one thread at a time.
 */
final class Setbacks {
  private final Screen screen;
  private final Standing standing;
  private String told = "";

  /** None yet. */
  Setbacks(Screen screen, Standing standing) {
    this.screen = screen;
    this.standing = standing;
  }

  /**
   * Tells of one, if it is news.
   *
   * @param line with how long it takes until the next attempt, after {@link Lifeline#NEXT}
   */
  void tell(String line) {
    int next = line.indexOf(Lifeline.NEXT);
    String what = next < 0 ? line : line.substring(0, next);
    boolean isLoss = standing.attempt().isEmpty();
    if (isLoss || (!screen.hasWindows() && !what.equals(told))) {
      screen.complain(line);
    }
    told = what;
  }
}
