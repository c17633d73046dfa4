package io.parley.protocol;

import static io.parley.protocol.Problem.Code.ROOM_INVALID;

/**
 * The name of a room: letters, digits, {@code _} and {@code -}. Two names with the same {@link
 * #key()} name the same room.
 *
 * @param value the name as it is shown: never empty, a single line, without control characters
 */
public record RoomName(String value) {

  /** The room that every member joins first. It owns the nicknames. */
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
   * Returns a typed name without one leading {@code #}, which clients show before names of rooms.
   */
  public static String stripHash(String raw) {
    return raw.startsWith("#") && raw.length() > 1 ? raw.substring(1) : raw;
  }

  /** Returns a name from another server, made safe to show. Accepts every name. */
  public static RoomName sanitize(String raw) {
    return new RoomName(raw);
  }

  /** The case-folded name, which is equal for all spellings of the name. */
  public String key() {
    return CaseFolding.fold(value);
  }

  /** The key of any name of a room, as {@link #sanitize} reads it. */
  public static String keyOf(String raw) {
    return sanitize(raw).key();
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
