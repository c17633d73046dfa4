package io.parley.people;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.room.MemberIdentity;
import io.parley.room.MemberMessage;
import java.util.List;
import java.util.OptionalLong;

/** What the {@link NicknameRegistry} sends a connection. */
public sealed interface NicknameEvent extends MemberMessage {

  <R> R accept(Handler<R> handler);

  /**
   * The connection has a nickname.
   *
   * @param nickname the one that it has asked for, or that of the other connections of its account
   * @param assignment the number of the assignment of the nickname
   * @param rooms those of the other connections of its account
   */
  record Registered(Nickname nickname, long assignment, List<RoomName> rooms)
      implements NicknameEvent {
    public Registered {
      rooms = List.copyOf(rooms);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onRegistered(this);
    }
  }

  /** The connection does not get the nickname for which it has asked, and keeps what it has. */
  record Rejected(Problem problem) implements NicknameEvent {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onNicknameRejected(this);
    }
  }

  /**
   * The connection has a new nickname or account, by a request of its own or of another connection
   * of the account. It tells its rooms, and the registry when they know it ({@link
   * NicknameRegistry.CompleteRename}); until then the previous nickname is taken.
   *
   * @param identity what the rooms are told
   * @param rooms those of the other connections of its account
   */
  record Renamed(Nickname previous, MemberIdentity identity, List<RoomName> rooms)
      implements NicknameEvent {
    public Renamed {
      rooms = List.copyOf(rooms);
    }

    public Nickname nickname() {
      return identity.nickname();
    }

    /** The account of the connection; empty if it has none. */
    public OptionalLong account() {
      return identity.account();
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onNicknameChanged(this);
    }
  }

  /** Another connection of the account has entered a room, or has left it. */
  record RoomMirrored(RoomName room, boolean entered) implements NicknameEvent {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onRoomMirrored(this);
    }
  }

  /** The connection must end. */
  record SessionEnded(Problem problem) implements NicknameEvent {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onSessionEnded(this);
    }
  }

  /** One method for each event, none with a default. */
  interface Handler<R> {
    R onRegistered(Registered registered);

    R onNicknameRejected(Rejected rejected);

    R onNicknameChanged(Renamed renamed);

    R onRoomMirrored(RoomMirrored mirrored);

    R onSessionEnded(SessionEnded ended);
  }
}
