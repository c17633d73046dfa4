package io.parley.protocol;

import java.util.List;
import java.util.Optional;

/**
 * What a client hears from the server. Every name and text in it is safe to show.
 *
 * <p>Handling goes through {@link #accept}, as with {@link ClientMessage}.
 */
public sealed interface ServerMessage {

  <R> R accept(Handler<R> handler);

  /** The server wants to know what to call the newcomer. */
  record NicknameRequested() implements ServerMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onNicknameRequested(this);
    }
  }

  /**
   * The nickname is yours; said to the newcomer alone, before everybody hears that it has joined.
   */
  record Welcomed(Nickname nickname) implements ServerMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onWelcomed(this);
    }
  }

  /** Who is in a room, the one who hears it included if they are in. */
  record MemberList(List<Nickname> nicknames, RoomName room) implements ServerMessage {
    public MemberList {
      nicknames = List.copyOf(nicknames);
    }

    public MemberList(List<Nickname> nicknames) {
      this(nicknames, RoomName.LOBBY);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onMemberList(this);
    }
  }

  /** Somebody came in; the newcomer hears it too, and knows by it that it is in. */
  record Joined(Nickname nickname, Stamp stamp) implements ServerMessage {
    public Joined(Nickname nickname) {
      this(nickname, Stamp.UNKNOWN);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onJoined(this);
    }
  }

  /** Somebody went, in whatever way. */
  record Left(Nickname nickname, Stamp stamp) implements ServerMessage {
    public Left(Nickname nickname) {
      this(nickname, Stamp.UNKNOWN);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onLeft(this);
    }
  }

  /** Somebody said something to everybody. */
  record Chatted(Nickname nickname, Text text, Stamp stamp) implements ServerMessage {
    public Chatted(Nickname nickname, Text text) {
      this(nickname, text, Stamp.UNKNOWN);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onChatted(this);
    }
  }

  /** Somebody does something, told in the third person: "pat goes out". */
  record Emoted(Nickname nickname, Text text, Stamp stamp) implements ServerMessage {
    public Emoted(Nickname nickname, Text text) {
      this(nickname, text, Stamp.UNKNOWN);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onEmoted(this);
    }
  }

  /** Somebody says what the room is about now; an empty text says that it is about nothing. */
  record TopicChanged(Nickname nickname, Text topic, Stamp stamp) implements ServerMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onTopicChanged(this);
    }
  }

  /** Somebody said something to one person alone. The sender gets it, too, as a receipt. */
  record PrivateMessage(Nickname from, Nickname to, Text text) implements ServerMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onPrivateMessage(this);
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

  /** The server is there. */
  record Pong() implements ServerMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onPong(this);
    }
  }

  /**
   * The answer to somebody who leaves and says so; nothing follows it. Whoever never registered has
   * no name.
   */
  record Goodbye(Optional<Nickname> nickname) implements ServerMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onGoodbye(this);
    }
  }

  /** What a client asked to know, in an order that it can show. */
  record Answered(Answer answer) implements ServerMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onAnswered(this);
    }
  }

  /**
   * What was said in a room before somebody came, told to the newcomer unasked.
   *
   * @param topic what the room is about; empty if nobody has said
   * @param messages chats, emotes and topics as they were, the oldest first
   */
  record Backlog(RoomName room, Optional<Text> topic, List<ServerMessage> messages)
      implements ServerMessage {
    public Backlog {
      messages = List.copyOf(messages);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onBacklog(this);
    }
  }

  /** One method for each message, none with a default. */
  interface Handler<R> {
    R onNicknameRequested(NicknameRequested requested);

    R onWelcomed(Welcomed welcomed);

    R onMemberList(MemberList present);

    R onJoined(Joined joined);

    R onLeft(Left left);

    R onChatted(Chatted chatted);

    R onEmoted(Emoted emoted);

    R onTopicChanged(TopicChanged topic);

    R onPrivateMessage(PrivateMessage message);

    R onNotice(Notice notice);

    R onRefused(Refused refused);

    R onPong(Pong pong);

    R onGoodbye(Goodbye goodbye);

    R onAnswered(Answered answered);

    R onBacklog(Backlog recalled);
  }
}
