package io.parley.connection;

import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The phase of a connection, with the data that exists only in that phase.
 *
 * <pre>
 *   Registering ──hello──▶ AwaitingLogIn ──▶ AwaitingNickname ──▶ EnteringFirstRoom ──▶ AutoJoining
 *     ▲  │  ▲                  ▲                                                            │
 *     │  │  └──────rejected────┼───────────────────────────────────────────                 ▼
 *     │  └──▶ AwaitingPassword ┘       AwaitingRoom, AwaitingRename, ◀──request──────── Member
 *     └────────────────────────        AwaitingAccount               ──answer────────▶   │ quit, end,
 *                                                                                        ▼ problem
 *                                                                          Stopped ◀── Leaving
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

  /** An account owns the nickname, and the next input is the password. */
  record AwaitingPassword(Nickname nickname) implements Phase {}

  /** The accounts have not answered a log-in yet. */
  record AwaitingLogIn(Nickname nickname, boolean inputEnded) implements Waiting {
    @Override
    public Waiting withInputEnded() {
      return new AwaitingLogIn(nickname, true);
    }
  }

  /**
   * The registry of nicknames has not answered yet.
   *
   * @param requested the nickname that the peer has asked for; empty for a guest
   * @param account the account of the peer; empty if it has none
   */
  record AwaitingNickname(Optional<Nickname> requested, OptionalLong account, boolean inputEnded)
      implements Waiting {
    @Override
    public Waiting withInputEnded() {
      return new AwaitingNickname(requested, account, true);
    }
  }

  /**
   * The first room that newcomers enter has not answered yet.
   *
   * @param explicit whether the peer must be told of its nickname
   * @param remaining the rooms after it
   */
  record EnteringFirstRoom(
      Session session, boolean explicit, List<RoomName> remaining, boolean inputEnded)
      implements Waiting {

    /** Another connection of the account has entered a room, or has left it. */
    EnteringFirstRoom withRoom(RoomName room, boolean entered) {
      Stream<RoomName> others = remaining.stream().filter(each -> !each.isSame(room));
      return new EnteringFirstRoom(
          session,
          explicit,
          (entered ? Stream.concat(others, Stream.of(room)) : others).toList(),
          inputEnded);
    }

    /** The first room has not admitted the peer, and these remain after the next one. */
    EnteringFirstRoom withRemaining(List<RoomName> others) {
      return new EnteringFirstRoom(session, explicit, others, inputEnded);
    }

    @Override
    public Waiting withInputEnded() {
      return new EnteringFirstRoom(session, explicit, remaining, true);
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

  /** The registry of nicknames has not answered a rename yet, or some rooms have not. */
  record AwaitingRename(Session session, boolean inputEnded) implements Registered, Waiting {
    @Override
    public Waiting withInputEnded() {
      return new AwaitingRename(session, true);
    }
  }

  /**
   * The accounts have not answered a request yet.
   *
   * @param nickname the nickname that the peer asks for with a log-in; empty for other requests
   */
  record AwaitingAccount(Session session, Optional<Nickname> nickname, boolean inputEnded)
      implements Registered, Waiting {
    @Override
    public Waiting withInputEnded() {
      return new AwaitingAccount(session, nickname, true);
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
