package io.parley.connection;

import io.parley.protocol.Nickname;
import java.util.Optional;

/**
 * The phase of a connection, with the data that exists only in that phase.
 *
 * <pre>
 *   Registering ──hello──▶ JoiningLobby ──admitted──▶ Member ──quit, end, problem──▶ Leaving ──▶ Stopped
 *        ▲                      │                      │  ▲                             ▲
 *        └──────rejected────────┘                join, │  │ answer of                   │
 *                                                part  ▼  │ the room                    │
 *                                                AwaitingRoom ──────────────────────────┘
 * </pre>
 */
sealed interface Phase {

  /** A phase after the registration. */
  sealed interface Registered extends Phase {
    Session session();
  }

  /** The peer has no nickname yet. */
  enum Registering implements Phase {
    INSTANCE
  }

  /**
   * The lobby has not answered yet. The connection reads no input until then.
   *
   * @param inputEnded whether the peer has closed its side of the connection
   */
  record JoiningLobby(boolean inputEnded) implements Phase {}

  /** The peer is a member of the lobby, and of other rooms. */
  record Member(Session session) implements Registered {}

  /**
   * A room has not answered a join or a part yet. The connection reads no input until then.
   *
   * @param inputEnded whether the peer has closed its side of the connection
   */
  record AwaitingRoom(Session session, boolean inputEnded) implements Registered {}

  /** The connection ends when all rooms have sent the member everything. */
  record Leaving(Session session, ConnectionEnd end) implements Registered {}

  /**
   * The connection has ended.
   *
   * @param nickname empty if the peer never registered
   */
  record Stopped(Optional<Nickname> nickname, ConnectionEnd end) implements Phase {}
}
