package io.parley.client;

import io.parley.dialect.Dialect;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Request;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.Done;

/**
 * Says things to the server, and counts them. What the dialect cannot carry, or comes too early, is
 * not sent but told; a script waits until it is in.
 */
final class Voice {

  /** The way to the server. */
  interface Server {
    CompletionStage<Done> say(ClientMessage message);
  }

  private static final ClientMessage PING = new ClientMessage.Ping();
  private static final String TOO_EARLY = "*** You are not in yet; that was not sent.";

  private final Dialect dialect;
  private final Duration patience;
  private final Screen screen;
  private final Wording wording;
  private final Memory memory;
  private final Server server;

  /**
   * The voice of one visit.
   *
   * @param patience how long to wait until this client is in, before it speaks
   */
  Voice(
      Dialect dialect,
      Duration patience,
      Screen screen,
      Wording wording,
      Memory memory,
      Server server) {
    this.dialect = dialect;
    this.patience = patience;
    this.screen = screen;
    this.wording = wording;
    this.memory = memory;
    this.server = server;
  }

  /** Says a text to everybody. */
  CompletionStage<Done> chat(String typed, ServerMessage.Chatted own) {
    if (typed.codePointCount(0, typed.length()) > Text.LONGEST) {
      screen.complain("a line of more than " + Text.LONGEST + " characters was not sent");
      return done();
    }
    ClientMessage message = new ClientMessage.Chat(own.text().value());
    if (!memory.registering().mustWait()) {
      return say(message, own); // a server that is told too early says so
    }
    return screen.isInteractive()
        ? show(TOO_EARLY)
        : memory.registering().in(patience).thenCompose(in -> say(message, own));
  }

  /** Says a text to one person. */
  CompletionStage<Done> tell(ServerMessage.PrivateMessage own) {
    return carry(
        new ClientMessage.PrivateMessage(own.to().value(), own.text().value()),
        "private messages",
        message -> {
          memory.correspondent().wasWrittenTo(own.to().value());
          return say(message, own);
        });
  }

  /**
   * Asks for something; a ping follows, where there is one.
   *
   * @param what what a protocol has not that cannot carry it
   */
  CompletionStage<Done> ask(Request request, String what) {
    return carry(
        new ClientMessage.Asked(request),
        what,
        message -> {
          boolean pinged = memory.abilities().can(PING);
          memory.ledger().asked(request, pinged);
          if (request instanceof Request.Names) {
            memory.presence().asked();
          }
          if (!pinged) {
            return server.say(message);
          }
          memory.pings().followed();
          return server.say(message).thenCompose(said -> server.say(PING));
        });
  }

  /** Asks whether the server is there. */
  CompletionStage<Done> ping() {
    return carry(
        PING,
        "ping",
        message -> {
          memory.ledger().pinged();
          memory.pings().asked();
          return server.say(message);
        });
  }

  /** Does something when all answers are here, if somebody waits who does not see them. */
  CompletionStage<Done> afterAnswers(Supplier<CompletionStage<Done>> next) {
    if (screen.isInteractive()) {
      return next.get();
    }
    return memory
        .registering()
        .in(patience)
        .thenCompose(in -> caughtUp())
        .thenCompose(answered -> next.get());
  }

  private CompletionStage<Done> caughtUp() {
    return memory
        .ledger()
        .caughtUp()
        .toCompletableFuture()
        .completeOnTimeout(Done.getInstance(), patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Says what belongs to being let in. */
  CompletionStage<Done> answer(ClientMessage message) {
    return server.say(message);
  }

  /** Whether the server can be asked for it, as far as is known. */
  boolean can(Request request) {
    return memory.abilities().can(new ClientMessage.Asked(request));
  }

  CompletionStage<Done> show(String line) {
    screen.show(List.of(line));
    return done();
  }

  static CompletionStage<Done> done() {
    return CompletableFuture.completedFuture(Done.getInstance());
  }

  /** Goes on once this client is in, if the server can understand it. */
  private CompletionStage<Done> carry(
      ClientMessage message, String what, Function<ClientMessage, CompletionStage<Done>> next) {
    if (!memory.abilities().can(message)) {
      return show("*** This server's protocol has no " + what + ".");
    }
    if (memory.registering().isIn()) {
      return next.apply(message);
    }
    return screen.isInteractive()
        ? show(TOO_EARLY)
        : memory.registering().in(patience).thenCompose(in -> carry(message, what, next));
  }

  /** Says a text, and shows it if it will not come back. */
  private CompletionStage<Done> say(ClientMessage message, ServerMessage own) {
    memory.ledger().sent();
    if (!dialect.echoes() && screen.isInteractive()) {
      screen.draw(wording.onMessage(own).stream().map(Line::now).toList());
    }
    return server.say(message);
  }
}
