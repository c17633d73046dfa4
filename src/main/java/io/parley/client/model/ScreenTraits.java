package io.parley.client.model;

/**
 * The capabilities of a screen.
 *
 * @param interactive whether a person reads and types; otherwise a script
 * @param windows whether each room has a window
 */
public record ScreenTraits(boolean interactive, boolean windows) {}
