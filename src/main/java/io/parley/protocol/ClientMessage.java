package io.parley.protocol;

import java.util.Optional;

/**
 * A message of a client to the server. Names and texts are as the client sent them; the receiver
 * checks them with {@link Nickname#parse} and {@link Text#parse}.
 *
 * <p>Handling goes through {@link #accept}: a new message is a new record here and a new method of
 * {@link Handler}, and the compiler reports every place that must handle it.
 */
public sealed interface ClientMessage {

  <R> R accept(Handler<R> handler);

  /**
   * Registers with a nickname.
   *
   * @param once whether the client leaves after one message, so that its join and leave need not be
   *     shown to people
   * @param password that of the account which owns the nickname; empty if none is given
   * @param basic whether the client can only be told that it does not get the nickname, and not be
   *     asked for the password
   */
  record Hello(String nickname, boolean once, Optional<Password> password, boolean basic)
      implements ClientMessage {
    /** A client that stays, without a password. */
    public Hello(String nickname) {
      this(nickname, false);
    }

    /** Without a password. */
    public Hello(String nickname, boolean once) {
      this(nickname, once, Optional.empty(), false);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onHello(this);
    }
  }

  /**
   * Sends a text to a room.
   *
   * @param room a room that the sender is in; empty for the current one
   */
  record Chat(String text, Optional<String> room) implements ClientMessage {
    /** A text to the current room. */
    public Chat(String text) {
      this(text, Optional.empty());
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onChat(this);
    }
  }

  /** Sends a text to one member. */
  record PrivateMessage(String target, String text) implements ClientMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onPrivateMessage(this);
    }
  }

  /** Asks the server for a {@link ServerMessage.Pong}. */
  record Ping() implements ClientMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onPing(this);
    }
  }

  /**
   * Ends the connection.
   *
   * @param reason shown to the members of the rooms; empty if none is given
   */
  record Quit(Optional<String> reason) implements ClientMessage {
    /** Without a reason. */
    public Quit() {
      this(Optional.empty());
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onQuit(this);
    }
  }

  /** A request that only some dialects have a packet for. */
  record RequestMessage(Request request) implements ClientMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onRequest(this);
    }
  }

  /** One method for each message, none with a default. */
  interface Handler<R> {
    R onHello(Hello hello);

    R onChat(Chat chat);

    R onPrivateMessage(PrivateMessage message);

    R onPing(Ping ping);

    R onQuit(Quit quit);

    R onRequest(RequestMessage message);
  }
}
