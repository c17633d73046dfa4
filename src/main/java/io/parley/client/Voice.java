package io.parley.client;

import io.parley.dialect.Dialect;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.pekko.Done;

/**
 * Says things to the server, and counts them. What the dialect cannot carry, or comes too early, is
 * not sent but told; a script waits until it is in.
 */
final class Voice {

  /** The way to the server. */
  interface Server {
    /** Says one after the other, over one connection; fails if that is gone. */
    CompletionStage<Done> say(List<ClientMessage> messages);
  }

  private static final ClientMessage PING = new ClientMessage.Ping();
  private static final String TOO_EARLY = "*** You are not in yet; that was not sent.";
  private static final String NOT_CONNECTED = "*** Not connected; that was not sent.";

  private final Dialect dialect;
  private final Duration patience;
  private final Screen screen;
  private final Memory memory;
  private final Speech speech;
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
    this.memory = memory;
    this.speech = new Speech(dialect, patience, screen, wording, memory);
    this.server = server;
  }

  /** Says a text to everybody. */
  CompletionStage<Done> chat(String typed, ServerMessage.Chatted own) {
    if (typed.codePointCount(0, typed.length()) > Text.MAX_LIMIT) {
      screen.complain("a line of more than " + Text.MAX_LIMIT + " characters was not sent");
      return done();
    }
    Utterance utterance =
        new Utterance(memory.rooms().saying(), new ClientMessage.Chat(own.text().value()), own);
    if (memory.standing().wasIn() || !memory.registering().mustWait()) {
      return say(utterance); // a server that is told too early says so
    }
    return screen.isInteractive()
        ? show(TOO_EARLY)
        : memory.registering().in(patience).thenCompose(in -> say(utterance));
  }

  /** Says a text to one person. */
  CompletionStage<Done> tell(ServerMessage.PrivateMessage own) {
    ClientMessage message = new ClientMessage.PrivateMessage(own.to().value(), own.text().value());
    return carry(
        message,
        "private messages",
        memory.standing().wasIn(),
        () -> {
          memory.correspondent().wasWrittenTo(own.to().value());
          return say(new Utterance(memory.rooms().saying(), message, own));
        });
  }

  /**
   * Asks for something; a ping follows, where there is one.
   *
   * @param what what a protocol has not that cannot carry it
   */
  CompletionStage<Done> ask(Request request, String what) {
    ClientMessage message = new ClientMessage.RequestMessage(request);
    if (request instanceof Request.Emote emote) {
      Utterance utterance = new Utterance(memory.rooms().saying(), message, own(emote));
      return carry(message, what, memory.standing().wasIn(), () -> say(utterance));
    }
    return carry(
        message, what, false, () -> whileOpen(message, what, () -> orGone(askNow(request))));
  }

  private CompletionStage<Done> askNow(Request request) {
    ClientMessage message = new ClientMessage.RequestMessage(request);
    boolean pinged = memory.abilities().can(PING);
    memory.ledger().asked(request, pinged);
    if (request instanceof Request.ListMembers) {
      memory.presence().asked();
    }
    if (request instanceof Request.Away away) {
      memory.standing().away(away.note().isPresent());
    }
    memory.rooms().ask(request, dialect.extensible());
    if (!pinged) {
      return server.say(List.of(message));
    }
    memory.pings().followed();
    return server.say(List.of(message, PING));
  }

  /** Asks whether the server is there. */
  CompletionStage<Done> ping() {
    return carry(
        PING,
        "ping",
        false,
        () ->
            whileOpen(
                PING,
                "ping",
                () -> {
                  memory.ledger().pinged();
                  memory.pings().asked();
                  return orGone(server.say(List.of(PING)));
                }));
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
    return orGone(server.say(List.of(message)));
  }

  /** How texts are said. */
  Speech speech() {
    return speech;
  }

  /** Whether the server can be asked for it, as far as is known. */
  boolean can(Request request) {
    return memory.abilities().can(new ClientMessage.RequestMessage(request));
  }

  CompletionStage<Done> show(String line) {
    screen.show(List.of(line));
    return done();
  }

  /** That a connection is gone is told elsewhere. */
  private static CompletionStage<Done> orGone(CompletionStage<Done> said) {
    return said.exceptionally(failure -> Done.getInstance());
  }

  static CompletionStage<Done> done() {
    return CompletableFuture.completedFuture(Done.getInstance());
  }

  /**
   * Goes on once this client is in, if the server can understand it.
   *
   * @param waits whether it waits by itself for a connection
   */
  private CompletionStage<Done> carry(
      ClientMessage message, String what, boolean waits, Supplier<CompletionStage<Done>> next) {
    if (!memory.abilities().can(message)) {
      return show("*** This server's protocol has no " + what + ".");
    }
    if (waits || memory.registering().isIn()) {
      return next.get();
    }
    if (screen.isInteractive()) {
      return show(memory.standing().wasIn() ? NOT_CONNECTED : TOO_EARLY);
    }
    return memory.standing().wasIn()
        ? speech.changed().thenCompose(then -> carry(message, what, false, next))
        : memory.registering().in(patience).thenCompose(in -> carry(message, what, false, next));
  }

  /** Asks now, if it can be asked; a script waits for that. */
  private CompletionStage<Done> whileOpen(
      ClientMessage message, String what, Supplier<CompletionStage<Done>> action) {
    return memory.outgoing().ifOpen(action).orElseGet(() -> whenOpen(message, what, action));
  }

  private CompletionStage<Done> whenOpen(
      ClientMessage message, String what, Supplier<CompletionStage<Done>> action) {
    if (screen.isInteractive()) {
      return show(NOT_CONNECTED);
    }
    CompletionStage<Done> changed = speech.changed(); // from now on
    return memory
        .outgoing()
        .ifOpen(action)
        .orElseGet(
            () ->
                changed.thenCompose(
                    then -> carry(message, what, false, () -> whileOpen(message, what, action))));
  }

  private CompletionStage<Done> say(Utterance utterance) {
    return speech.say(
        utterance,
        () ->
            utterance.message() instanceof ClientMessage.RequestMessage asked
                ? askNow(asked.request())
                : server.say(List.of(speech.counted(utterance))));
  }

  private ServerMessage own(Request.Emote emote) {
    return new ServerMessage.Emoted(
        Nickname.sanitize(memory.registering().nickname()), Text.sanitize(emote.text()));
  }
}
