package io.parley.client;

import java.util.Optional;

/**
 * To whom a reply goes: who wrote to this client alone last, or else to whom it wrote last.
 * Thread-safe.
 */
final class Correspondent {
  private Optional<String> writer = Optional.empty();
  private Optional<String> reader = Optional.empty();

  synchronized void wroteHere(String nickname) {
    writer = Optional.of(nickname);
  }

  synchronized void wasWrittenTo(String nickname) {
    reader = Optional.of(nickname);
  }

  /** Empty if nobody wrote to anybody. */
  synchronized Optional<String> latest() {
    return writer.or(() -> reader);
  }
}
