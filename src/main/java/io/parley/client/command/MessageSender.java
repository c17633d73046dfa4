package io.parley.client.command;

import io.parley.client.delivery.OutgoingMessage;
import io.parley.client.render.MessageFormatter;
import io.parley.client.screen.Screen;
import io.parley.client.state.ClientState;
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
public final class MessageSender {

  /** The way to the server. */
  public interface Connection {
    /** Says one after the other, over one connection; fails if that is gone. */
    CompletionStage<Done> send(List<ClientMessage> messages);
  }

  private static final ClientMessage PING = new ClientMessage.Ping();
  private static final String TOO_EARLY = "*** You are not in yet; that was not sent.";
  private static final String NOT_CONNECTED = "*** Not connected; that was not sent.";

  private final Dialect dialect;
  private final Duration registrationTimeout;
  private final Screen screen;
  private final ClientState state;
  private final TextSender textSender;
  private final Connection connection;

  /**
   * The voice of one visit.
   *
   * @param patience how long to wait until this client is in, before it speaks
   */
  public MessageSender(
      Dialect dialect,
      Duration patience,
      Screen screen,
      MessageFormatter wording,
      ClientState memory,
      Connection server) {
    this.dialect = dialect;
    this.registrationTimeout = patience;
    this.screen = screen;
    this.state = memory;
    this.textSender = new TextSender(dialect, patience, screen, wording, memory);
    this.connection = server;
  }

  /** Says a text to everybody. */
  CompletionStage<Done> chat(String typed, ServerMessage.Chatted own) {
    if (typed.codePointCount(0, typed.length()) > Text.MAX_LIMIT) {
      screen.showDiagnostic("a line of more than " + Text.MAX_LIMIT + " characters was not sent");
      return done();
    }
    OutgoingMessage utterance =
        new OutgoingMessage(
            state.rooms().targetRoom(), new ClientMessage.Chat(own.text().value()), own);
    if (state.connection().wasRegistered() || !state.registration().mustWaitForRegistration()) {
      return submit(utterance); // a server that is told too early says so
    }
    return screen.isInteractive()
        ? showInfo(TOO_EARLY)
        : state
            .registration()
            .whenRegistered(registrationTimeout)
            .thenCompose(in -> submit(utterance));
  }

  /** Says a text to one person. */
  CompletionStage<Done> sendPrivate(ServerMessage.PrivateMessage own) {
    ClientMessage message = new ClientMessage.PrivateMessage(own.to().value(), own.text().value());
    return whenSupported(
        message,
        "private messages",
        state.connection().wasRegistered(),
        () -> {
          state.replyTarget().onSent(own.to().value());
          return submit(new OutgoingMessage(state.rooms().targetRoom(), message, own));
        });
  }

  /**
   * Asks for something; a ping follows, where there is one.
   *
   * @param what what a protocol has not that cannot carry it
   */
  public CompletionStage<Done> sendRequest(Request request, String what) {
    ClientMessage message = new ClientMessage.RequestMessage(request);
    if (request instanceof Request.Emote emote) {
      OutgoingMessage utterance =
          new OutgoingMessage(state.rooms().targetRoom(), message, expectedEcho(emote));
      return whenSupported(
          message, what, state.connection().wasRegistered(), () -> submit(utterance));
    }
    return whenSupported(
        message,
        what,
        false,
        () -> whileOpen(message, what, () -> ignoreFailure(sendRequestNow(request))));
  }

  private CompletionStage<Done> sendRequestNow(Request request) {
    ClientMessage message = new ClientMessage.RequestMessage(request);
    boolean pinged = state.capabilities().supports(PING);
    state.pendingRequests().onRequestSent(request, pinged);
    if (request instanceof Request.ListMembers) {
      state.memberLists().onListRequested();
    }
    if (request instanceof Request.Away away) {
      state.connection().setAway(away.note().isPresent());
    }
    state.rooms().onRequest(request, dialect.extensible());
    if (!pinged) {
      return connection.send(List.of(message));
    }
    state.pings().addRequestPing();
    return connection.send(List.of(message, PING));
  }

  /** Asks whether the server is there. */
  CompletionStage<Done> sendPing() {
    return whenSupported(
        PING,
        "ping",
        false,
        () ->
            whileOpen(
                PING,
                "ping",
                () -> {
                  state.pendingRequests().onPingSent();
                  state.pings().addUserPing();
                  return ignoreFailure(connection.send(List.of(PING)));
                }));
  }

  /** Does something when all answers are here, if somebody waits who does not see them. */
  CompletionStage<Done> afterAllAnswers(Supplier<CompletionStage<Done>> next) {
    if (screen.isInteractive()) {
      return next.get();
    }
    return state
        .registration()
        .whenRegistered(registrationTimeout)
        .thenCompose(in -> whenAnswered())
        .thenCompose(answered -> next.get());
  }

  private CompletionStage<Done> whenAnswered() {
    return state
        .pendingRequests()
        .whenAnswered()
        .toCompletableFuture()
        .completeOnTimeout(
            Done.getInstance(), registrationTimeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Says what belongs to being let in. */
  CompletionStage<Done> sendRegistration(ClientMessage message) {
    return ignoreFailure(connection.send(List.of(message)));
  }

  /** How texts are said. */
  public TextSender textSender() {
    return textSender;
  }

  /** Whether the server can be asked for it, as far as is known. */
  boolean supports(Request request) {
    return state.capabilities().supports(new ClientMessage.RequestMessage(request));
  }

  CompletionStage<Done> showInfo(String line) {
    screen.showInfo(List.of(line));
    return done();
  }

  /** That a connection is gone is told elsewhere. */
  private static CompletionStage<Done> ignoreFailure(CompletionStage<Done> said) {
    return said.exceptionally(failure -> Done.getInstance());
  }

  public static CompletionStage<Done> done() {
    return CompletableFuture.completedFuture(Done.getInstance());
  }

  /**
   * Goes on once this client is in, if the server can understand it.
   *
   * @param waits whether it waits by itself for a connection
   */
  private CompletionStage<Done> whenSupported(
      ClientMessage message, String what, boolean waits, Supplier<CompletionStage<Done>> next) {
    if (!state.capabilities().supports(message)) {
      return showInfo("*** This server's protocol has no " + what + ".");
    }
    if (waits || state.registration().isRegistered()) {
      return next.get();
    }
    if (screen.isInteractive()) {
      return showInfo(state.connection().wasRegistered() ? NOT_CONNECTED : TOO_EARLY);
    }
    return state.connection().wasRegistered()
        ? textSender.whenChanged().thenCompose(then -> whenSupported(message, what, false, next))
        : state
            .registration()
            .whenRegistered(registrationTimeout)
            .thenCompose(in -> whenSupported(message, what, false, next));
  }

  /** Asks now, if it can be asked; a script waits for that. */
  private CompletionStage<Done> whileOpen(
      ClientMessage message, String what, Supplier<CompletionStage<Done>> action) {
    return state.outgoing().ifOpen(action).orElseGet(() -> whenOpen(message, what, action));
  }

  private CompletionStage<Done> whenOpen(
      ClientMessage message, String what, Supplier<CompletionStage<Done>> action) {
    if (screen.isInteractive()) {
      return showInfo(NOT_CONNECTED);
    }
    CompletionStage<Done> changed = textSender.whenChanged(); // from now on
    return state
        .outgoing()
        .ifOpen(action)
        .orElseGet(
            () ->
                changed.thenCompose(
                    then ->
                        whenSupported(
                            message, what, false, () -> whileOpen(message, what, action))));
  }

  private CompletionStage<Done> submit(OutgoingMessage utterance) {
    return textSender.send(
        utterance,
        () ->
            utterance.message() instanceof ClientMessage.RequestMessage asked
                ? sendRequestNow(asked.request())
                : connection.send(List.of(textSender.track(utterance))));
  }

  private ServerMessage expectedEcho(Request.Emote emote) {
    return new ServerMessage.Emoted(
        Nickname.sanitize(state.registration().nickname()), Text.sanitize(emote.text()));
  }
}
