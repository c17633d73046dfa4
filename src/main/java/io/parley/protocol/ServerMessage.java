package io.parley.protocol;

/**
 * What a client hears from the server. Every name and text in it is safe to show.
 *
 * <p>Handling goes through {@link #accept}, as with {@link ClientMessage}.
 */
public sealed interface ServerMessage {

  <R> R accept(Handler<R> handler);

  /** Somebody came in; the newcomer hears it too, and knows by it that it is in. */
  record Joined(Nickname nickname) implements ServerMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onJoined(this);
    }
  }

  /** Somebody went, in whatever way. */
  record Left(Nickname nickname) implements ServerMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onLeft(this);
    }
  }

  /** Somebody said something to everybody. */
  record Chatted(Nickname nickname, Text text) implements ServerMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onChatted(this);
    }
  }

  /** The server has something to say to this client alone. */
  record Notice(Text text) implements ServerMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onNotice(this);
    }
  }

  /** What this client asked for was not done, or its connection is about to end. */
  record Refused(Problem problem) implements ServerMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onRefused(this);
    }
  }

  /** One method for each message, none with a default. */
  interface Handler<R> {
    R onJoined(Joined joined);

    R onLeft(Left left);

    R onChatted(Chatted chatted);

    R onNotice(Notice notice);

    R onRefused(Refused refused);
  }
}
