package io.parley.client;

import io.parley.protocol.Request;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a typed line means. */
public sealed interface Input {

  <R> R accept(Handler<R> handler);

  /** Say this. */
  record Say(String text) implements Input {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onSay(this);
    }
  }

  /** Say this to one person alone. */
  record Tell(String target, String text) implements Input {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onTell(this);
    }
  }

  /** Say to one person alone what is typed from now on; to a room again if nobody is named. */
  record Converse(Optional<String> target) implements Input {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onConverse(this);
    }
  }

  /** Say this to whoever one wrote with last. */
  record Reply(String text) implements Input {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onReply(this);
    }
  }

  /**
   * Ask the server for something.
   *
   * @param what what a protocol has not that cannot carry it
   */
  record Ask(Request request, String what) implements Input {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onAsk(this);
    }
  }

  /** Show what was said in the room where one talks, before what is shown of it. */
  record History(OptionalInt limit) implements Input {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onHistory(this);
    }
  }

  /** Show who is in a room, the one where one talks if none is named. */
  record Names(Optional<String> room) implements Input {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onNames(this);
    }
  }

  /** Empty the window that is shown, which forgets nothing. */
  record Clear() implements Input {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onClear(this);
    }
  }

  /** Hear nothing more of somebody, or show of whom if nobody is named. */
  record Ignore(Optional<String> nickname) implements Input {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onIgnore(this);
    }
  }

  /** Hear somebody again. */
  record Unignore(String nickname) implements Input {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onUnignore(this);
    }
  }

  /** Ask whether the server is there. */
  record Ping() implements Input {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onPing(this);
    }
  }

  /** Nothing to send; show these lines. There may be none. */
  record Show(List<String> lines) implements Input {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onShow(this);
    }
  }

  /** Leave for good. */
  record Quit() implements Input {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onQuit(this);
    }
  }

  /** One method for each meaning, none with a default. */
  interface Handler<R> {
    R onSay(Say say);

    R onTell(Tell tell);

    R onConverse(Converse converse);

    R onReply(Reply reply);

    R onAsk(Ask ask);

    R onHistory(History history);

    R onNames(Names names);

    R onClear(Clear clear);

    R onIgnore(Ignore ignore);

    R onUnignore(Unignore unignore);

    R onPing(Ping ping);

    R onShow(Show show);

    R onQuit(Quit quit);
  }
}
