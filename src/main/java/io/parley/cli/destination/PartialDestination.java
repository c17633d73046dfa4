package io.parley.cli.destination;

import java.util.List;
import java.util.Optional;

/** A {@link Destination} in which any value may be missing. */
record PartialDestination(
    Optional<String> nickname,
    Optional<String> host,
    Optional<Integer> port,
    Optional<String> room,
    List<String> moreRooms,
    Optional<String> dialect,
    Optional<Boolean> tls) {

  static final PartialDestination EMPTY =
      new PartialDestination(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty());

  /** Takes each missing value from {@code fallback}. */
  PartialDestination orElse(PartialDestination fallback) {
    return new PartialDestination(
        nickname.or(fallback::nickname),
        host.or(fallback::host),
        port.or(fallback::port),
        room.or(fallback::room),
        moreRooms.isEmpty() ? fallback.moreRooms : moreRooms,
        dialect.or(fallback::dialect),
        tls.or(fallback::tls));
  }

  PartialDestination withDialect(Optional<String> other) {
    return new PartialDestination(nickname, host, port, room, moreRooms, other, tls);
  }

  PartialDestination withTls() {
    return new PartialDestination(
        nickname, host, port, room, moreRooms, dialect, Optional.of(true));
  }
}
