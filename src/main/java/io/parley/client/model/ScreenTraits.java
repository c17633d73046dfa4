package io.parley.client.model;

/**
 * The capabilities of a screen.
 *
 * @param interactive whether a person reads and types; otherwise a script
 * @param windows whether each room has a window, so that a line neither names its room nor marks
 *     the end of the history
 * @param once whether the input is one line
 */
public record ScreenTraits(boolean interactive, boolean windows, boolean once) {
  /** A screen that reads any number of lines. */
  public ScreenTraits(boolean interactive, boolean windows) {
    this(interactive, windows, false);
  }
}
