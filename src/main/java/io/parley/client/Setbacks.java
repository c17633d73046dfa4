package io.parley.client;

/**
 * Tells of a connection that is gone, and of attempts to make it again that fail: no line says what
 * the one before it said. Where the status line counts the attempts, only the loss is told. Used by
 * one thread at a time.
 */
final class Setbacks implements Lifeline.Listener {
  private final Screen screen;
  private final Standing standing;
  private String told = "";

  /** None yet. */
  Setbacks(Screen screen, Standing standing) {
    this.screen = screen;
    this.standing = standing;
  }

  /** Tells of one, if it is news. */
  @Override
  public void tell(String what, String next) {
    boolean isLoss = standing.attempt().isEmpty();
    if (isLoss || (!screen.hasWindows() && !what.equals(told))) {
      screen.complain(what + next);
    }
    told = what;
  }
}
