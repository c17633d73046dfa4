package io.parley.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message from the server to a client. Every name and text in it is safe to show.
 *
 * <p>Handling goes through {@link #accept}, as with {@link ClientMessage}. A consumer of a few
 * kinds extends {@link DefaultServerMessageHandler}.
 */
public sealed interface ServerMessage {

  <R> R accept(Handler<R> handler);

  /** The room, the time and the id; {@link Stamp#UNKNOWN} if this is no event of a room. */
  default Stamp stamp() {
    return Stamp.UNKNOWN;
  }

  /** This message as a text that a user wrote; empty if it is none. */
  default Optional<UserMessage> userMessage() {
    return Optional.empty();
  }

  /** Whether this is a text of the user with this nickname. */
  default boolean isWrittenBy(Nickname nickname) {
    return userMessage().filter(sent -> sent.author().isSame(nickname)).isPresent();
  }

  /** Whether the user with this nickname joins a room. */
  default boolean isJoinOf(Nickname user) {
    return false;
  }

  /** Whether the user with this nickname leaves a room. */
  default boolean isLeaveOf(Nickname user) {
    return false;
  }

  /** Why the server refuses a message or this client; empty if this is no refusal. */
  default Optional<Problem> refusal() {
    return Optional.empty();
  }

  /** The answer that this message carries; empty if it carries none, or one of another kind. */
  default <A extends Answer> Optional<A> answer(Class<A> kind) {
    return Optional.empty();
  }

  /** An event in a room: a join, a leave, a rename, or a text. */
  sealed interface RoomMessage extends ServerMessage {

    /** The member who joined, left, was renamed or wrote. */
    Nickname nickname();

    @Override
    Stamp stamp();
  }

  /** A text that a member sends to a room. Rooms store these, and no other messages. */
  sealed interface RoomText extends RoomMessage {
    Text text();

    /** A copy with the id under which the history stores it. */
    RoomText withId(long id);

    default Annotations annotations() {
      return Annotations.NONE;
    }

    /** This text; if it answers another text, with the words that this one has now. */
    default RoomText withCitationOf(RoomText revised) {
      return this;
    }

    /** The text with its annotations in words. */
    default Text annotatedText() {
      return annotations().annotate(text());
    }
  }

  /** A text that a member writes to others: to a room or to one member. */
  sealed interface UserMessage extends ServerMessage {
    Nickname author();

    Text text();

    /** The receiver of a private message; empty for a text to a room. */
    default Optional<Nickname> recipient() {
      return Optional.empty();
    }

    @Override
    default Optional<UserMessage> userMessage() {
      return Optional.of(this);
    }
  }

  /** The server asks for a nickname. */
  record NicknameRequested() implements ServerMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onNicknameRequested(this);
    }
  }

  /** The server asks for the password of the account that owns the nickname. */
  record PasswordRequested() implements ServerMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onPasswordRequested(this);
    }
  }

  /**
   * The client is registered under this nickname. Only this client gets it, before its {@link
   * Joined}.
   *
   * @param explicit whether the client must be told: it enters no room unasked, or has another
   *     nickname than the one for which it has asked
   */
  record Welcomed(Nickname nickname, boolean explicit) implements ServerMessage {
    /** A client that can conclude it from its join. */
    public Welcomed(Nickname nickname) {
      this(nickname, false);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onWelcomed(this);
    }
  }

  /**
   * The members of a room, the receiver included; only some of them if the room is large and the
   * list was not requested.
   *
   * @param memberCount the number of all members, at least that of the nicknames
   */
  record MemberList(List<Nickname> nicknames, RoomName room, int memberCount)
      implements ServerMessage {
    public MemberList {
      nicknames = List.copyOf(nicknames);
      if (memberCount < nicknames.size()) {
        throw new IllegalArgumentException(nicknames.size() + " of " + memberCount + " members");
      }
    }

    /** A complete list. */
    public MemberList(List<Nickname> nicknames, RoomName room) {
      this(nicknames, room, nicknames.size());
    }

    /** A complete list of the lobby. */
    public MemberList(List<Nickname> nicknames) {
      this(nicknames, RoomName.LOBBY);
    }

    /** The number of members that are not in the list. */
    public int unlistedCount() {
      return memberCount - nicknames.size();
    }

    public boolean isComplete() {
      return unlistedCount() == 0;
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onMemberList(this);
    }
  }

  /**
   * A member joined a room. The member itself gets it, too, as the confirmation of the join.
   *
   * @param once whether the member leaves after one message; people need not be told
   */
  record Joined(Nickname nickname, Stamp stamp, boolean once) implements RoomMessage {
    public Joined(Nickname nickname) {
      this(nickname, Stamp.UNKNOWN);
    }

    public Joined(Nickname nickname, Stamp stamp) {
      this(nickname, stamp, false);
    }

    @Override
    public boolean isJoinOf(Nickname user) {
      return nickname.isSame(user);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onJoined(this);
    }
  }

  /**
   * A member left a room or disconnected.
   *
   * @param once as in {@link Joined}
   * @param reason why, in the member's words, or in those of who put the member out; one line;
   *     empty if none is given
   * @param by who put the member out; empty if nobody did
   */
  record Left(
      Nickname nickname, Stamp stamp, boolean once, Optional<Text> reason, Optional<Nickname> by)
      implements RoomMessage {
    /** Nobody has put the member out. */
    public Left(Nickname nickname, Stamp stamp, boolean once, Optional<Text> reason) {
      this(nickname, stamp, once, reason, Optional.empty());
    }

    public Left(Nickname nickname) {
      this(nickname, Stamp.UNKNOWN);
    }

    /** Without a reason. */
    public Left(Nickname nickname, Stamp stamp) {
      this(nickname, stamp, false, Optional.empty());
    }

    @Override
    public boolean isLeaveOf(Nickname user) {
      return nickname.isSame(user);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onLeft(this);
    }
  }

  /**
   * A member of a room has another nickname now. Every room of the member sends it, and the member
   * itself gets it, too.
   *
   * @param previous the nickname until now
   * @param nickname the new nickname, which may be the previous one in another spelling
   */
  record Renamed(Nickname previous, Nickname nickname, Stamp stamp) implements RoomMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onRenamed(this);
    }
  }

  /**
   * How many members have joined and left a room since the last summary. A large room sends it in
   * place of each {@link Joined} and {@link Left} of others.
   *
   * @param joined at least 0
   * @param left at least 0; not both are 0
   */
  record PresenceSummary(int joined, int left, Stamp stamp) implements ServerMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onPresenceSummary(this);
    }
  }

  /** A chat text to a room. */
  record Chatted(Nickname nickname, Text text, Stamp stamp, Annotations annotations)
      implements RoomText, UserMessage {
    /** A text without annotations. */
    public Chatted(Nickname nickname, Text text, Stamp stamp) {
      this(nickname, text, stamp, Annotations.NONE);
    }

    public Chatted(Nickname nickname, Text text) {
      this(nickname, text, Stamp.UNKNOWN);
    }

    @Override
    public Nickname author() {
      return nickname;
    }

    @Override
    public Chatted withId(long id) {
      return new Chatted(nickname, text, stamp.withId(id), annotations);
    }

    @Override
    public Chatted withCitationOf(RoomText revised) {
      return annotations.cites(revised)
          ? new Chatted(nickname, text, stamp, annotations.withCitationOf(revised))
          : this;
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onChatted(this);
    }
  }

  /** An emote to a room: an action in the third person, as in "pat waves". */
  record Emoted(Nickname nickname, Text text, Stamp stamp, Annotations annotations)
      implements RoomText, UserMessage {
    /** A text without annotations. */
    public Emoted(Nickname nickname, Text text, Stamp stamp) {
      this(nickname, text, stamp, Annotations.NONE);
    }

    public Emoted(Nickname nickname, Text text) {
      this(nickname, text, Stamp.UNKNOWN);
    }

    @Override
    public Nickname author() {
      return nickname;
    }

    @Override
    public Emoted withId(long id) {
      return new Emoted(nickname, text, stamp.withId(id), annotations);
    }

    @Override
    public Emoted withCitationOf(RoomText revised) {
      return annotations.cites(revised)
          ? new Emoted(nickname, text, stamp, annotations.withCitationOf(revised))
          : this;
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onEmoted(this);
    }
  }

  /**
   * A member changed the topic of a room.
   *
   * @param text the new topic; an empty text removes the topic
   */
  record TopicChanged(Nickname nickname, Text text, Stamp stamp) implements RoomText {
    @Override
    public TopicChanged withId(long id) {
      return new TopicChanged(nickname, text, stamp.withId(id));
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onTopicChanged(this);
    }
  }

  /**
   * Somebody with a role has changed the room, or what a person may do in it.
   *
   * @param nickname who has done it
   */
  record Moderated(Nickname nickname, RoomAction action, Stamp stamp) implements RoomMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onModerated(this);
    }
  }

  /**
   * Messages of a room were edited or deleted, or somebody has reacted to one.
   *
   * @param nickname who has done it
   * @param messages as they are now, with their ids, oldest first; at least one
   * @param stamp of the change, without an id
   */
  record Revised(Nickname nickname, Revision revision, List<RoomText> messages, Stamp stamp)
      implements RoomMessage {
    public Revised {
      messages = List.copyOf(messages);
      if (messages.isEmpty()) {
        throw new IllegalArgumentException("no message");
      }
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onRevised(this);
    }
  }

  /** Somebody invites the receiver to a room. */
  record Invited(Nickname by, RoomName room) implements ServerMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onInvited(this);
    }
  }

  /** An operator of the server tells everybody something. */
  record Announced(Nickname by, Text text) implements ServerMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onAnnounced(this);
    }
  }

  /**
   * A text to one person. The sender gets it, too.
   *
   * @param receipt whether it is the copy for the sender, which most dialects write like the other;
   *     never if one writes to oneself
   * @param kept how the server keeps it; empty if it does not
   */
  record PrivateMessage(Nickname from, Nickname to, Text text, boolean receipt, Optional<Kept> kept)
      implements UserMessage {

    /** What is told of a message besides its text. */
    public enum Delivery {
      /** It is said now. */
      NOW,
      /** It was said earlier. */
      PAST,
      /** A receipt: the receiver is not here, and gets it later. */
      LEFT
    }

    /**
     * A message that the server keeps.
     *
     * @param id rises over all private messages, and is no id of a room
     * @param time when the server has stored it
     */
    public record Kept(long id, Instant time, Delivery delivery) {}

    /** A message that is not kept. */
    public PrivateMessage(Nickname from, Nickname to, Text text, boolean receipt) {
      this(from, to, text, receipt, Optional.empty());
    }

    public PrivateMessage(Nickname from, Nickname to, Text text) {
      this(from, to, text, false);
    }

    /** Whether it was said earlier. */
    public boolean isPast() {
      return is(Delivery.PAST);
    }

    /** Whether it waits for a receiver who is not here. */
    public boolean isLeft() {
      return is(Delivery.LEFT);
    }

    private boolean is(Delivery delivery) {
      return kept.filter(present -> present.delivery() == delivery).isPresent();
    }

    @Override
    public Nickname author() {
      return from;
    }

    @Override
    public Optional<Nickname> recipient() {
      return Optional.of(to);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onPrivateMessage(this);
    }
  }

  /** A notice of the server for this client only. */
  record Notice(Text text) implements ServerMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onNotice(this);
    }
  }

  /** The server did not do what the client asked for, or it ends the connection. */
  record Refused(Problem problem) implements ServerMessage {
    @Override
    public Optional<Problem> refusal() {
      return Optional.of(problem);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onRefused(this);
    }
  }

  /** The answer to a {@link ClientMessage.Ping}. */
  record Pong() implements ServerMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onPong(this);
    }
  }

  /**
   * The answer to a {@link ClientMessage.Quit}; nothing follows it. The nickname is empty if the
   * client never registered.
   */
  record Goodbye(Optional<Nickname> nickname) implements ServerMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onGoodbye(this);
    }
  }

  /** The answer to a request of this client. */
  record Answered(Answer answer) implements ServerMessage {
    @Override
    public <A extends Answer> Optional<A> answer(Class<A> kind) {
      return kind.isInstance(answer) ? Optional.of(kind.cast(answer)) : Optional.empty();
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onAnswered(this);
    }
  }

  /**
   * The newest messages of a room, sent to a member who joins.
   *
   * @param topic empty if the room has no topic
   * @param messages in the order in which they were sent
   */
  record Backlog(RoomName room, Optional<Text> topic, List<RoomText> messages)
      implements ServerMessage {
    public Backlog {
      messages = List.copyOf(messages);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onBacklog(this);
    }
  }

  /**
   * The newest message of a room that the person has seen, with this client or another one of the
   * account. A client with an account gets it after each join, and when it rises.
   *
   * @param id 0 if the person has seen none
   */
  record MarkedRead(RoomName room, long id) implements ServerMessage {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onMarkedRead(this);
    }
  }

  /** One method for each message, none with a default. */
  interface Handler<R> {
    R onNicknameRequested(NicknameRequested requested);

    R onPasswordRequested(PasswordRequested requested);

    R onWelcomed(Welcomed welcomed);

    R onMemberList(MemberList list);

    R onJoined(Joined joined);

    R onLeft(Left left);

    R onRenamed(Renamed renamed);

    R onPresenceSummary(PresenceSummary summary);

    R onChatted(Chatted chatted);

    R onEmoted(Emoted emoted);

    R onTopicChanged(TopicChanged topic);

    R onModerated(Moderated moderated);

    R onRevised(Revised revised);

    R onInvited(Invited invited);

    R onAnnounced(Announced announced);

    R onPrivateMessage(PrivateMessage message);

    R onNotice(Notice notice);

    R onRefused(Refused refused);

    R onPong(Pong pong);

    R onGoodbye(Goodbye goodbye);

    R onAnswered(Answered answered);

    R onBacklog(Backlog backlog);

    R onMarkedRead(MarkedRead marked);
  }
}
