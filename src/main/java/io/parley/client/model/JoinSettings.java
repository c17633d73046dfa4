package io.parley.client.model;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * Which joins and leaves of others an interactive screen shows.
 *
 * @param shown whose joins and leaves are shown by name
 * @param talkerTime for how long after a message its author is a talker
 */
public record JoinSettings(Shown shown, Duration talkerTime) {

  /** Whose joins and leaves are shown by name. */
  public enum Shown {
    ALL,
    /** Those of people who wrote something lately; the others are counted in one line. */
    TALKERS,
    NONE;

    /** The names in the configuration. */
    public static final Set<String> NAMES = Set.of("all", "talkers", "none");

    /** Returns the value with a name; the default if there is none, which is an error elsewhere. */
    public static Shown of(String name) {
      return NAMES.contains(name) ? valueOf(name.toUpperCase(Locale.ROOT)) : TALKERS;
    }
  }

  /** Shows all. */
  public static final JoinSettings ALL = new JoinSettings(Shown.ALL, Duration.ZERO);
}
