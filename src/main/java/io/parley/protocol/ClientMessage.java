package io.parley.protocol;

/**
 * What a client says to the server. Names and texts are still as they came: whether they will do is
 * decided where they are used, by {@link Nickname#parse} and {@link Text#parse}.
 *
 * <p>Handling goes through {@link #accept}: a new message is a new record here and a new method of
 * {@link Handler}, and the compiler names every place that must know it.
 */
public sealed interface ClientMessage {

  <R> R accept(Handler<R> handler);

  /** Asks to be let in under a nickname. */
  record Hello(String nickname) implements ClientMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onHello(this);
    }
  }

  /** Says something to everybody. */
  record Chat(String text) implements ClientMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onChat(this);
    }
  }

  /** Says something to one person alone. */
  record PrivateMessage(String target, String text) implements ClientMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onPrivateMessage(this);
    }
  }

  /** Asks whether the server is there. */
  record Ping() implements ClientMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onPing(this);
    }
  }

  /** Leaves, and says so. */
  record Quit() implements ClientMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onQuit(this);
    }
  }

  /** Asks for something that only some dialects have a way to say. */
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

    R onRequest(RequestMessage asked);
  }
}
