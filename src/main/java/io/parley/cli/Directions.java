package io.parley.cli;

import java.util.Optional;

/** What somebody has said about where they want to chat, and as whom. Any of it may be missing. */
record Directions(
    Optional<String> nickname,
    Optional<String> host,
    Optional<Integer> port,
    Optional<String> room,
    Optional<String> dialect) {

  /** Nothing was said. */
  static final Directions NONE =
      new Directions(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** These, and what they leave open as others have it. */
  Directions or(Directions others) {
    return new Directions(
        nickname.or(others::nickname),
        host.or(others::host),
        port.or(others::port),
        room.or(others::room),
        dialect.or(others::dialect));
  }

  Directions withDialect(Optional<String> other) {
    return new Directions(nickname, host, port, room, other);
  }
}
