package io.parley.protocol;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The room, the time and the id of an event.
 *
 * @param id the id in the history; empty if the event is not stored. Ids rise in the order of the
 *     events of all rooms.
 */
public record Stamp(RoomName room, Instant time, OptionalLong id) {

  /** The stamp of an event of a server that sends neither room nor time. */
  public static final Stamp UNKNOWN =
      new Stamp(RoomName.LOBBY, Instant.EPOCH, OptionalLong.empty());

  /** The stamp of an event that is not stored, or not yet. */
  public Stamp(RoomName room, Instant time) {
    this(room, time, OptionalLong.empty());
  }

  /** The room; empty if the server sends none. */
  public Optional<RoomName> knownRoom() {
    return equals(UNKNOWN) ? Optional.empty() : Optional.of(room);
  }

  /** A copy with an id. */
  public Stamp withId(long newId) {
    return new Stamp(room, time, OptionalLong.of(newId));
  }
}
