package io.parley.client;

import io.parley.client.command.MessageSender;
import io.parley.client.command.TextSender;
import io.parley.client.delivery.OutgoingMessage;
import io.parley.client.delivery.OutgoingQueue;
import io.parley.client.model.DisplayLine;
import io.parley.client.model.ScreenUpdate;
import io.parley.client.reconnect.Reconnector;
import io.parley.client.reconnect.RejoinSequence;
import io.parley.client.reconnect.ResendSequence;
import io.parley.client.screen.Screen;
import io.parley.client.state.ClientState;
import io.parley.client.transport.ConnectionErrorMessages;
import io.parley.client.transport.ConnectionFailedException;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/** The connection of a visit: made, and made again when it is lost. */
final class ConnectionLifecycle implements ServerSession.Listener, Reconnector.Actions {
  private final ClientContext context;
  private final ClientState state;
  private final Screen screen;
  private final MessageReducer reducer;
  private final MessageSender sender;
  private final ShutdownSequence shutdown;
  private final Reconnector reconnector;
  private final NicknameRejection nicknameRejection;
  private final String host;
  private final int port;
  private final Optional<String> room;

  private volatile ServerSession session;

  /**
   * No connection yet.
   *
   * @param room the room to enter as soon as this client is in
   */
  ConnectionLifecycle(ClientContext visit, String host, int port, Optional<String> room) {
    this.context = visit;
    this.state = visit.state();
    this.screen = visit.screen();
    this.host = host;
    this.port = port;
    this.room = room;
    this.reducer = new MessageReducer(state, screen, visit.formatter(), visit.clock());
    this.sender =
        new MessageSender(
            visit.dialect(),
            visit.settings().stallTimeout(),
            screen,
            visit.formatter(),
            state,
            this::sendAll);
    this.shutdown =
        new ShutdownSequence(
            screen, state, visit.settings().lingerTimeout(), this::sendQuit, this::finish);
    this.reconnector = Reconnector.create(visit, serverAddress(), this);
    this.nicknameRejection = new NicknameRejection(visit, reconnector, shutdown);
    this.session = new ServerSession(visit, reducer, this);
  }

  MessageSender sender() {
    return sender;
  }

  ShutdownSequence shutdown() {
    return shutdown;
  }

  /**
   * Connects.
   *
   * @throws ConnectionFailedException if the host is unknown or none of its addresses answers
   */
  void connect() throws ConnectionFailedException {
    ServerSession next = new ServerSession(context, reducer, this);
    session = next;
    next.connect(host, port);
    if (shutdown.isLeaving()) {
      next.finish(); // whoever left did not know of it
    }
  }

  /** A new connection for a new nickname. */
  CompletionStage<Done> reconnect() {
    if (state.connection().wasRegistered()) {
      attempt();
      return MessageSender.done();
    }
    try {
      connect();
      return MessageSender.done();
    } catch (ConnectionFailedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Closes our side when all that was sent has gone out. */
  void finish() {
    session.finish();
  }

  @Override
  public void attempt() {
    if (shutdown.isLeaving()) {
      return;
    }
    try {
      connect();
      ServerSession begun = session;
      context
          .scheduler()
          .scheduleOnce(
              context.settings().reconnect().silenceTimeout(), () -> awaitRegistration(begun));
    } catch (ConnectionFailedException e) {
      if (!shutdown.isLeaving()) {
        reconnector.onAttemptFailed(ConnectionErrorMessages.describe(e));
      }
    }
  }

  @Override
  public void giveUp() {
    shutdown.fail();
  }

  @Override
  public List<DisplayLine> onRegistered(ServerSession in) {
    boolean again = state.connection().wasRegistered();
    state.connection().onRegistered();
    if (again) {
      reconnector.onReconnected();
      return notices(List.of("connected to " + serverAddress() + " again"));
    }
    room.ifPresent(this::join);
    return List.of();
  }

  @Override
  public List<DisplayLine> onRejoined(ServerSession home, RejoinSequence homecoming) {
    OutgoingQueue outgoing = state.outgoing();
    List<OutgoingMessage> doubtful =
        outgoing.takeUncertain(one -> !homecoming.hasReplayed(one.room()));
    doubtful.addAll(outgoing.takeUnsent(one -> !state.rooms().mayBeIn(one.room())));
    outgoing.requeueSent();
    ResendSequence resending =
        new ResendSequence(
            state,
            sender.textSender(),
            outgoing.generation(),
            home::trySend,
            homecoming.confirmsRooms()
                ? Optional.of(context.settings().reconnect().silenceTimeout())
                : Optional.empty(),
            screen::showDiagnostic);
    // A connection that goes meanwhile tells so itself.
    CompletionStage<Done> ignored = resending.run(homecoming.currentRoom());
    return notices(TextSender.doubtfulLines(doubtful));
  }

  /** About the program itself; with the rest, as a terminal that is stopped must stop nothing. */
  private List<DisplayLine> notices(List<String> lines) {
    if (screen.isInteractive()) {
      return lines.stream().map(line -> DisplayLine.live("parley: " + line)).toList();
    }
    lines.forEach(screen::showDiagnostic);
    return List.of();
  }

  @Override
  public void onNicknameRejected(ServerSession refused, Problem problem, List<ScreenUpdate> cues) {
    nicknameRejection.onNicknameRejected(refused, problem, cues);
  }

  @Override
  public void onEnded(ServerSession ended, @Nullable Throwable failure) {
    if (shutdown.isLeaving()) {
      shutdown.onConnectionEnded(serverAddress(), failure);
    } else if (nicknameRejection.isAbandoned(ended) || ended != session) {
      return; // the next nickname gets a new connection
    } else if (!state.connection().wasRegistered()
        || failure instanceof UncheckedIOException
        || ended.rejection().filter(nicknameRejection::isFinal).isPresent()) {
      shutdown.onConnectionEnded(serverAddress(), failure);
    } else {
      reconnectAfterLoss(ended, ShutdownSequence.describeEnd(serverAddress(), failure));
    }
  }

  private void reconnectAfterLoss(ServerSession ended, String why) {
    boolean wasIn = state.connection().isConnected();
    ended.finish();
    state.onConnectionLost();
    TextSender.doubtfulLines(state.outgoing().takeSent(OutgoingMessage::isPrivate))
        .forEach(screen::showDiagnostic);
    if (wasIn) {
      reconnector.onLost(why, ended.hasReceived());
    } else {
      reconnector.onAttemptFailed(ended.rejection().map(Problem::message).orElse(why));
    }
  }

  /** A server that lets nobody in, and does not say so, is no better than one that is gone. */
  private void awaitRegistration(ServerSession begun) {
    if (begun == session
        && !state.registration().isRegistered()
        && !state.registration().isNicknameRejected()) {
      begun.abort("the server does not let anybody in");
    }
  }

  private void join(String wanted) {
    CompletionStage<Done> ignored = sender.sendRequest(new Request.Join(wanted), "rooms");
  }

  private CompletionStage<Done> sendAll(List<ClientMessage> messages) {
    ServerSession now = session; // all of it over one connection
    CompletionStage<Done> said = MessageSender.done();
    for (ClientMessage message : messages) {
      said = said.thenCompose(before -> now.trySend(message));
    }
    return said;
  }

  private void sendQuit() {
    if (state.registration().isRegistered()) {
      session.sendMessage(new ClientMessage.Quit()); // nothing, where closing says it
    }
  }

  String serverAddress() {
    return host + ":" + port;
  }
}
