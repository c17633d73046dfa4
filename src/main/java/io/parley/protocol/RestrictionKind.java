package io.parley.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody is kept from in a room. */
public enum RestrictionKind {
  /** From entering. */
  BAN,

  /** From speaking. */
  MUTE;

  /** The name in packets, in the database and for people. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Finds the kind with a label. */
  public static Optional<RestrictionKind> find(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst();
  }
}
