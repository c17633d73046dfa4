package io.parley.cli.destination;

import java.util.Optional;

/** What somebody has said about where they want to chat, and as whom. Any of it may be missing. */
record PartialDestination(
    Optional<String> nickname,
    Optional<String> host,
    Optional<Integer> port,
    Optional<String> room,
    Optional<String> dialect) {

  /** Nothing was said. */
  static final PartialDestination EMPTY =
      new PartialDestination(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** These, and what they leave open as others have it. */
  PartialDestination orElse(PartialDestination others) {
    return new PartialDestination(
        nickname.or(others::nickname),
        host.or(others::host),
        port.or(others::port),
        room.or(others::room),
        dialect.or(others::dialect));
  }

  PartialDestination withDialect(Optional<String> other) {
    return new PartialDestination(nickname, host, port, room, other);
  }
}
