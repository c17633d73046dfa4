package io.parley.connection;

import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.Optional;

/**
 * The phase of a connection, with the data that exists only in that phase.
 *
 * <pre>
 *   Registering ──hello──▶ AwaitingNickname ──▶ EnteringFirstRoom ──admitted──▶ AutoJoining
 *        ▲                      │                      │                           │ all rooms
 *        └──────rejected────────┴──────────────────────┘                           ▼ have answered
 *                                  AwaitingRoom, AwaitingRename ◀──request── Member
 *                                                               ──answer───▶   │ quit, end, problem
 *                                                                              ▼
 *                                                                           Leaving ──▶ Stopped
 * </pre>
 */
sealed interface Phase {

  /** A phase after the registration. */
  sealed interface Registered extends Phase {
    Session session();
  }

  /** A phase in which the connection reads no input until another actor has answered. */
  sealed interface Waiting extends Phase {
    /** Whether the peer has closed its side of the connection. */
    boolean inputEnded();

    /** This phase after the peer has closed its side of the connection. */
    Waiting withInputEnded();
  }

  /** The peer has no nickname yet. */
  enum Registering implements Phase {
    INSTANCE
  }

  /** The registry of nicknames has not answered yet. */
  record AwaitingNickname(boolean inputEnded) implements Waiting {
    @Override
    public Waiting withInputEnded() {
      return new AwaitingNickname(true);
    }
  }

  /** The first room that newcomers enter has not answered yet. */
  record EnteringFirstRoom(Nickname nickname, boolean inputEnded) implements Waiting {
    @Override
    public Waiting withInputEnded() {
      return new EnteringFirstRoom(nickname, true);
    }
  }

  /**
   * A further room that newcomers enter has not answered yet.
   *
   * @param remaining the rooms after it
   */
  record AutoJoining(Session session, List<RoomName> remaining, boolean inputEnded)
      implements Registered, Waiting {
    @Override
    public Waiting withInputEnded() {
      return new AutoJoining(session, remaining, true);
    }
  }

  /** The peer is registered, and a member of any number of rooms. */
  record Member(Session session) implements Registered {}

  /** A room has not answered a join or a part yet. */
  record AwaitingRoom(Session session, boolean inputEnded) implements Registered, Waiting {
    @Override
    public Waiting withInputEnded() {
      return new AwaitingRoom(session, true);
    }
  }

  /**
   * The registry of nicknames has not answered a rename yet, or some rooms have not.
   *
   * @param roomsLeft the number of rooms that have not answered
   */
  record AwaitingRename(Session session, int roomsLeft, boolean inputEnded)
      implements Registered, Waiting {
    @Override
    public Waiting withInputEnded() {
      return new AwaitingRename(session, roomsLeft, true);
    }
  }

  /** The connection ends when all rooms have sent the member everything. */
  record Leaving(Session session, ConnectionEnd end) implements Registered {}

  /**
   * The connection has ended.
   *
   * @param nickname empty if the peer never registered
   */
  record Stopped(Optional<Nickname> nickname, ConnectionEnd end) implements Phase {}
}
