package io.parley.client;

import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who is here, as far as the server tells. Only a list from the server begins it: who comes and
 * goes says nothing of those who were there before. Thread-safe.
 */
final class Presence {
  private Optional<List<Nickname>> here = Optional.empty();

  synchronized void heard(ServerMessage message) {
    if (message instanceof ServerMessage.Present present) {
      here = Optional.of(new ArrayList<>(present.nicknames()));
    } else if (message instanceof ServerMessage.Joined joined) {
      here.filter(list -> list.stream().noneMatch(joined.nickname()::isSame))
          .ifPresent(list -> list.add(joined.nickname()));
    } else if (message instanceof ServerMessage.Left left) {
      here.ifPresent(list -> list.removeIf(left.nickname()::isSame));
    }
  }

  /** Empty if the server does not tell. */
  synchronized Optional<ServerMessage.Present> now() {
    return here.map(ServerMessage.Present::new);
  }
}
