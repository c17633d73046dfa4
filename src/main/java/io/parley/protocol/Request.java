package io.parley.protocol;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A request of a client, for the dialects that have a packet for it. Names and texts are as the
 * client sent them; the receiver parses them.
 */
public sealed interface Request {

  <R> R accept(Handler<R> handler);

  /** A request that one room answers, to the requesting member only. */
  sealed interface RoomRequest extends Request {

    <R> R accept(RoomHandler<R> handler);

    @Override
    default <R> R accept(Handler<R> handler) {
      return accept((RoomHandler<R>) handler);
    }
  }

  /**
   * Sends an emote to a room.
   *
   * @param room a room that the sender is in; empty for the current one
   */
  record Emote(String text, Optional<String> room) implements Request {
    /** An emote to the current room. */
    public Emote(String text) {
      this(text, Optional.empty());
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onEmote(this);
    }
  }

  /**
   * Joins a room, which is created if it does not exist, and makes it the current room. A member of
   * the room gets its own {@link ServerMessage.Joined} again.
   */
  record Join(String room) implements RoomRequest {
    @Override
    public <R> R accept(RoomHandler<R> handler) {
      return handler.onJoin(this);
    }
  }

  /**
   * Leaves a room.
   *
   * @param room the current room if empty
   * @param reason shown to the members of the room; empty if none is given
   */
  record Part(Optional<String> room, Optional<String> reason) implements Request {
    /** Without a reason. */
    public Part(Optional<String> room) {
      this(room, Optional.empty());
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onPart(this);
    }
  }

  /** Takes another nickname, in all rooms. */
  record ChangeNickname(String nickname) implements Request {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onChangeNickname(this);
    }
  }

  /**
   * Asks for the members of a room.
   *
   * @param room the current room if empty
   */
  record ListMembers(Optional<String> room) implements RoomRequest {
    @Override
    public <R> R accept(RoomHandler<R> handler) {
      return handler.onListMembers(this);
    }
  }

  /** Asks for all rooms. */
  record ListRooms() implements Request {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onListRooms(this);
    }
  }

  /**
   * Sets the topic of a room, or asks for it.
   *
   * @param text the new topic; empty to ask for the topic
   * @param room a room that the sender is in; empty for the current one
   */
  record Topic(Optional<String> text, Optional<String> room) implements RoomRequest {
    /** The topic of the current room. */
    public Topic(Optional<String> text) {
      this(text, Optional.empty());
    }

    @Override
    public <R> R accept(RoomHandler<R> handler) {
      return handler.onTopic(this);
    }
  }

  /**
   * Marks the member as away, or as back.
   *
   * @param note shown to people who send it a private message; empty if the member is back
   */
  record Away(Optional<String> note) implements Request {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onAway(this);
    }
  }

  /** Asks for the rooms and the status of a member. */
  record Whois(String nickname) implements Request {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onWhois(this);
    }
  }

  /**
   * Asks for earlier messages of a room.
   *
   * @param room the current room if empty
   * @param limit the maximum number of messages
   * @param before only messages with a smaller id
   */
  record History(Optional<String> room, OptionalInt limit, OptionalLong before) implements Request {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onHistory(this);
    }
  }

  /**
   * Searches the history of the member's rooms.
   *
   * @param limit the maximum number of messages
   */
  record Search(String query, OptionalInt limit) implements Request {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onSearch(this);
    }
  }

  /** One method for each request that a room answers, none with a default. */
  interface RoomHandler<R> {
    R onJoin(Join join);

    R onListMembers(ListMembers listMembers);

    R onTopic(Topic topic);
  }

  /** One method for each request, none with a default. */
  interface Handler<R> extends RoomHandler<R> {
    R onEmote(Emote emote);

    R onPart(Part part);

    R onChangeNickname(ChangeNickname change);

    R onListRooms(ListRooms listRooms);

    R onHistory(History history);

    R onSearch(Search search);

    R onAway(Away away);

    R onWhois(Whois whois);
  }
}
