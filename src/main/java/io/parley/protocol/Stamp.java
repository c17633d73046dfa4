package io.parley.protocol;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * Where and when something happened.
 *
 * @param room in which room
 * @param time when
 * @param id under which number it is kept; empty if it is not kept. Numbers rise in the order in
 *     which things happened, over all rooms.
 */
public record Stamp(RoomName room, Instant time, OptionalLong id) {

  /** Of what comes from a server that tells no more: in the one room there is, at no known time. */
  public static final Stamp UNKNOWN =
      new Stamp(RoomName.LOBBY, Instant.EPOCH, OptionalLong.empty());

  /** Of something that is not kept, or not yet. */
  public Stamp(RoomName room, Instant time) {
    this(room, time, OptionalLong.empty());
  }

  /** The same, kept under a number. */
  public Stamp withId(long number) {
    return new Stamp(room, time, OptionalLong.of(number));
  }
}
