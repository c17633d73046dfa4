package io.parley.client;

import java.util.List;

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

  /** Show who is here. */
  record Names() implements Input {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onNames(this);
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

  /** Leave. */
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

    R onNames(Names names);

    R onPing(Ping ping);

    R onShow(Show show);

    R onQuit(Quit quit);
  }
}
