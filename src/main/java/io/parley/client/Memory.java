package io.parley.client;

import io.parley.dialect.Dialect;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.stream.Stream;

/** What is known of the visit so far. */
record Memory(
    Registering registering,
    Ledger ledger,
    Abilities abilities,
    Rooms rooms,
    Pages pages,
    Presence presence,
    Correspondent correspondent,
    Conversations conversations,
    Attention attention,
    Pings pings,
    Shown shown,
    Outgoing outgoing,
    Standing standing) {

  /**
   * Nothing is known yet.
   *
   * @param waiting how much may be said that has not come back
   */
  static Memory of(Dialect dialect, String nickname, Attention attention, int waiting) {
    return new Memory(
        new Registering(dialect.registration(), nickname),
        new Ledger(Nickname.sanitize(nickname), dialect.echoes()),
        new Abilities(dialect),
        new Rooms(),
        new Pages(),
        new Presence(),
        new Correspondent(),
        new Conversations(),
        attention,
        new Pings(System::nanoTime),
        new Shown(),
        new Outgoing(waiting, dialect.echoes()),
        new Standing());
  }

  /** The connection is gone; what was to come over it will not. Nothing can be sent now. */
  void lost() {
    outgoing.close();
    standing.lost();
    rooms.away();
    registering.lost();
    pings.lost();
    pages.lost();
    presence.lost();
    ledger.lost();
  }

  /** Shows where this client is, and talks, at the moment when it is shown. */
  void showPlace(Screen screen) {
    screen.atOnce(
        () -> {
          screen.prompt(prompt());
          screen.place(places(), talking());
        });
  }

  private String prompt() {
    String nickname = registering.nickname();
    return conversations
        .current()
        .map(other -> nickname + " " + Conversations.window(other))
        .orElseGet(() -> rooms.prompt(nickname));
  }

  private List<RoomName> places() {
    return Stream.concat(rooms.places().stream(), conversations.windows().stream()).toList();
  }

  /** Where what is typed is said: in a room, or to somebody alone. */
  RoomName talking() {
    return conversations.current().map(Conversations::window).orElseGet(rooms::talking);
  }

  /** How things stand with a server. */
  Status status(String server) {
    RoomName talking = talking();
    return new Status(
        server,
        talking,
        presence.count(talking),
        pings.lagMillis(),
        standing
            .trouble()
            .filter(any -> !registering.isRefused()), // or else a person is waited for
        outgoing.unsent(),
        standing.isAway());
  }
}
