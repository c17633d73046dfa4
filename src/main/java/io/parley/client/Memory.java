package io.parley.client;

import io.parley.dialect.Dialect;
import io.parley.protocol.Nickname;

/** What is known of the visit so far. */
record Memory(
    Registering registering,
    Ledger ledger,
    Abilities abilities,
    Rooms rooms,
    Pages pages,
    Presence presence,
    Correspondent correspondent,
    Pings pings) {

  /** Nothing is known yet. */
  static Memory of(Dialect dialect, String nickname) {
    return new Memory(
        new Registering(dialect.registration(), nickname),
        new Ledger(Nickname.foreign(nickname), dialect.echoes()),
        new Abilities(dialect),
        new Rooms(),
        new Pages(),
        new Presence(),
        new Correspondent(),
        new Pings(System::nanoTime));
  }
}
