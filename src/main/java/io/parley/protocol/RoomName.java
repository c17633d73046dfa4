package io.parley.protocol;

import static io.parley.protocol.Problem.Code.ROOM_INVALID;

/**
 * What a room is called. The rule is that of nicknames, and two names of the same {@link #key()}
 * are one room.
 *
 * @param value as it is shown: never empty, on one line, free of control characters
 */
public record RoomName(String value) {

  /** Where everybody starts, and where nicknames are claimed. */
  public static final RoomName LOBBY = new RoomName("lobby");

  public RoomName {
    value = Text.sanitize(value).toSingleLine();
    if (value.isEmpty()) {
      value = "?";
    }
  }

  /**
   * Reads the name of a room that a client asks for.
   *
   * @throws RejectedException {@code ROOM_INVALID} unless it is 1 to 32 letters, digits, {@code _}
   *     or {@code -} of any script
   */
  public static RoomName parse(String raw) throws RejectedException {
    String composed = NameRules.normalize(raw).orElse("");
    if (composed.isEmpty() || !NameRules.isAllowed(composed)) {
      throw new RejectedException(
          ROOM_INVALID,
          "The name of a room is made of 1 to "
              + NameRules.MAX_LENGTH
              + " letters, digits, _ and - only.");
    }
    return new RoomName(composed);
  }

  /**
   * What is meant by a name that a person wrote: one {@code #} before it only says that a room
   * follows, as it is shown.
   */
  public static String stripHash(String raw) {
    return raw.startsWith("#") && raw.length() > 1 ? raw.substring(1) : raw;
  }

  /** Takes what another server calls a room. It is made safe to show; nothing is refused. */
  public static RoomName sanitize(String raw) {
    return new RoomName(raw);
  }

  /** What is equal for names of the same room, however they are written. */
  public String key() {
    return CaseFolding.fold(value);
  }

  /** Whether both are the same room. */
  public boolean isSame(RoomName other) {
    return key().equals(other.key());
  }

  @Override
  public String toString() {
    return value;
  }
}
