package io.parley.people;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.room.MemberMessage;

/** An answer of the {@link NicknameRegistry} to a connection. */
public sealed interface NicknameEvent extends MemberMessage {

  <R> R accept(Handler<R> handler);

  /** The nickname belongs to the connection. */
  record Registered(Nickname nickname) implements NicknameEvent {
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
   * The new nickname belongs to the connection, and so does the previous one until {@link
   * NicknameRegistry.ReleasePrevious}.
   */
  record Renamed(Nickname previous, Nickname nickname) implements NicknameEvent {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onNicknameChanged(this);
    }
  }

  /** One method for each event, none with a default. */
  interface Handler<R> {
    R onRegistered(Registered registered);

    R onNicknameRejected(Rejected rejected);

    R onNicknameChanged(Renamed renamed);
  }
}
