package io.parley.client.command;

import io.parley.protocol.Request;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A typed line after parsing. */
public sealed interface UserCommand {

  <R> R accept(Handler<R> handler);

  /** Sends a text to the current room or query. */
  record Say(String text) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onSay(this);
    }
  }

  /** Sends a private message. */
  record SendPrivate(String target, String text) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onSendPrivate(this);
    }
  }

  /** Opens a query window, or closes the current one if no target is given. */
  record Query(Optional<String> target) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onQuery(this);
    }
  }

  /** Replies to the peer of the last private message. */
  record Reply(String text) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onReply(this);
    }
  }

  /**
   * Sends a request.
   *
   * @param feature names the feature in the message for dialects that do not have it
   */
  record SendRequest(Request request, String feature) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onSendRequest(this);
    }
  }

  /**
   * Searches the history.
   *
   * @param typed the query as the user typed it
   * @param request the query as the server understands it
   */
  record Search(String typed, Request.Search request) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onSearch(this);
    }
  }

  /** Shows messages of the current room that are older than those shown. */
  record ShowHistory(OptionalInt limit) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onShowHistory(this);
    }
  }

  /** Lists the members of a room, by default of the current one. */
  record ListNames(Optional<String> room) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onListNames(this);
    }
  }

  /** Clears the shown window; its lines stay reachable by scrolling up. */
  record Clear() implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onClear(this);
    }
  }

  /** Ignores a user, or lists the ignored users if no nickname is given. */
  record Ignore(Optional<String> nickname) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onIgnore(this);
    }
  }

  /** Stops ignoring a user. */
  record Unignore(String nickname) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onUnignore(this);
    }
  }

  /** Measures the lag to the server. */
  record Ping() implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onPing(this);
    }
  }

  /** Shows lines and sends nothing. */
  record ShowText(List<String> lines) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onShowText(this);
    }
  }

  /** Quits the client. */
  record Quit() implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onQuit(this);
    }
  }

  /** Handles every kind of command. */
  interface Handler<R> {
    R onSay(Say say);

    R onSendPrivate(SendPrivate message);

    R onQuery(Query query);

    R onReply(Reply reply);

    R onSendRequest(SendRequest request);

    R onSearch(Search search);

    R onShowHistory(ShowHistory history);

    R onListNames(ListNames names);

    R onClear(Clear clear);

    R onIgnore(Ignore ignore);

    R onUnignore(Unignore unignore);

    R onPing(Ping ping);

    R onShowText(ShowText show);

    R onQuit(Quit quit);
  }
}
