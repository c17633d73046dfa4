package io.parley.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The role of a person in one room, the lowest first. Who has a role has the rights of those below.
 */
public enum RoomRole {
  /** May enter a private room, or one that is entered by invitation. */
  MEMBER,

  /** May speak in a moderated room, and is not slowed down. */
  VOICE,

  /** Keeps order: kicks, bans, and changes the settings that order needs. */
  OPERATOR,

  /** Has made the room, or got it from its owner. A room has one at most. */
  OWNER;

  /** The name in packets, in the database and for people. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Finds the role with a label. */
  public static Optional<RoomRole> find(String label) {
    return Arrays.stream(values()).filter(role -> role.label().equals(label)).findFirst();
  }

  boolean isAtLeast(RoomRole other) {
    return compareTo(other) >= 0;
  }
}
