package io.parley.client.command;

import io.parley.protocol.Request;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a typed line means. */
public sealed interface UserCommand {

  <R> R accept(Handler<R> handler);

  /** Say this. */
  record Say(String text) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onSay(this);
    }
  }

  /** Say this to one person alone. */
  record SendPrivate(String target, String text) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onSendPrivate(this);
    }
  }

  /** Say to one person alone what is typed from now on; to a room again if nobody is named. */
  record Query(Optional<String> target) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onQuery(this);
    }
  }

  /** Say this to whoever one wrote with last. */
  record Reply(String text) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onReply(this);
    }
  }

  /**
   * Ask the server for something.
   *
   * @param feature what a protocol has not that cannot carry it
   */
  record SendRequest(Request request, String feature) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onSendRequest(this);
    }
  }

  /** Show what was said in the room where one talks, before what is shown of it. */
  record ShowHistory(OptionalInt limit) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onShowHistory(this);
    }
  }

  /** Show who is in a room, the one where one talks if none is named. */
  record ListNames(Optional<String> room) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onListNames(this);
    }
  }

  /** Empty the window that is shown, which forgets nothing. */
  record Clear() implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onClear(this);
    }
  }

  /** Hear nothing more of somebody, or show of whom if nobody is named. */
  record Ignore(Optional<String> nickname) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onIgnore(this);
    }
  }

  /** Hear somebody again. */
  record Unignore(String nickname) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onUnignore(this);
    }
  }

  /** Ask whether the server is there. */
  record Ping() implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onPing(this);
    }
  }

  /** Nothing to send; show these lines. There may be none. */
  record ShowText(List<String> lines) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onShowText(this);
    }
  }

  /** Leave for good. */
  record Quit() implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onQuit(this);
    }
  }

  /** One method for each meaning, none with a default. */
  interface Handler<R> {
    R onSay(Say say);

    R onSendPrivate(SendPrivate tell);

    R onQuery(Query converse);

    R onReply(Reply reply);

    R onSendRequest(SendRequest ask);

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
