package io.parley.client;

import io.parley.dialect.Dialect;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What is known of the visit so far. */
record Memory(
    Registering registering,
    Ledger ledger,
    Abilities abilities,
    Rooms rooms,
    Pages pages,
    Presence presence,
    Correspondent correspondent,
    Attention attention,
    Pings pings) {

  /** Nothing is known yet. */
  static Memory of(Dialect dialect, String nickname, Attention attention) {
    return new Memory(
        new Registering(dialect.registration(), nickname),
        new Ledger(Nickname.foreign(nickname), dialect.echoes()),
        new Abilities(dialect),
        new Rooms(),
        new Pages(),
        new Presence(),
        new Correspondent(),
        attention,
        new Pings(System::nanoTime));
  }

  /** How things stand with a server. */
  Status status(String server) {
    RoomName talking = rooms.talking();
    OptionalInt here =
        presence
            .now(talking)
            .map(present -> OptionalInt.of(present.nicknames().size()))
            .orElse(OptionalInt.empty());
    return new Status(server, talking, here, OptionalLong.empty(), Optional.empty());
  }
}
