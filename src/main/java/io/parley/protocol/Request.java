package io.parley.protocol;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a client may ask for where its dialect can say it. Names and texts are as they came. */
public sealed interface Request {

  <R> R accept(Handler<R> handler);

  /** Does something, told in the third person, to everybody in the room where one talks. */
  record Emote(String text) implements Request {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onEmote(this);
    }
  }

  /** Enters a room, which is made if it is new, and talks there from now on. */
  record Join(String room) implements Request {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onJoin(this);
    }
  }

  /** Leaves a room, the one where one talks if none is named. */
  record Part(Optional<String> room) implements Request {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onPart(this);
    }
  }

  /** Who is in a room, the one where one talks if none is named. */
  record ListMembers(Optional<String> room) implements Request {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onListMembers(this);
    }
  }

  /** Which rooms there are. */
  record ListRooms() implements Request {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onListRooms(this);
    }
  }

  /** Says what the room where one talks is about, or asks. */
  record Topic(Optional<String> text) implements Request {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onTopic(this);
    }
  }

  /** Goes away from the keyboard with a note for those who write meanwhile, or is back. */
  record Away(Optional<String> note) implements Request {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onAway(this);
    }
  }

  /** Who somebody is. */
  record Whois(String nickname) implements Request {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onWhois(this);
    }
  }

  /** What was said before: at most so many messages, all with ids below {@code before}. */
  record History(Optional<String> room, OptionalInt limit, OptionalLong before) implements Request {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onHistory(this);
    }
  }

  /** What was said with these words in it. */
  record Search(String query, OptionalInt limit) implements Request {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onSearch(this);
    }
  }

  /** One method for each request, none with a default. */
  interface Handler<R> {
    R onEmote(Emote emote);

    R onJoin(Join enter);

    R onPart(Part exit);

    R onListMembers(ListMembers names);

    R onListRooms(ListRooms rooms);

    R onTopic(Topic topic);

    R onAway(Away away);

    R onWhois(Whois whois);

    R onHistory(History past);

    R onSearch(Search search);
  }
}
