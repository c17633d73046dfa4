package io.parley.client;

/**
 * One line to show.
 *
 * @param text without a newline, safe to show
 * @param past whether it happened before; shown less bright than what happens now
 */
public record Line(String text, boolean past) {

  /** What happens now. */
  public static Line now(String text) {
    return new Line(text, false);
  }
}
