package io.parley.room;

import io.parley.protocol.Nickname;
import io.parley.protocol.Text;
import java.util.Optional;

/** What a member asks a room, or tells it of themselves. They alone hear what comes of it. */
public sealed interface RoomQuery {

  /** What is to be done with each kind. */
  interface Handler<R> {
    R onListMembers(ListMembers names);

    R onConfirmMembership(ConfirmMembership entered);

    R onTopic(Topic topic);

    R onWhois(Whois whois);

    R onAway(Away away);
  }

  <R> R accept(Handler<R> handler);

  /** Who is in. */
  record ListMembers() implements RoomQuery {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onListMembers(this);
    }
  }

  /** Whether they are in: they want to enter once more. */
  record ConfirmMembership() implements RoomQuery {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onConfirmMembership(this);
    }
  }

  /** What the room is about. */
  record Topic() implements RoomQuery {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onTopic(this);
    }
  }

  /** Who somebody is. For the lobby. */
  record Whois(Nickname target) implements RoomQuery {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onWhois(this);
    }
  }

  /** They go away from the keyboard, or are back if there is no note. For the lobby. */
  record Away(Optional<Text> note) implements RoomQuery {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onAway(this);
    }
  }
}
