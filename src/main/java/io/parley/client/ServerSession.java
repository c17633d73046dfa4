package io.parley.client;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.ScreenUpdate;
import io.parley.client.reconnect.ReconnectSettings;
import io.parley.client.reconnect.RejoinSequence;
import io.parley.client.screen.ScreenRenderer;
import io.parley.client.state.ClientState;
import io.parley.client.transport.ClientHeartbeat;
import io.parley.client.transport.ConnectionAbortedException;
import io.parley.client.transport.ConnectionFailedException;
import io.parley.client.transport.Connector;
import io.parley.client.transport.ServerConnection;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.apache.pekko.stream.Materializer;
import org.jspecify.annotations.Nullable;

/** One connection of a visit, from the attempt to make it until it is gone. */
final class ServerSession implements InboundHandler.Listener, ClientHeartbeat.Actions {

  /** Who makes it. What it returns is shown. */
  interface Listener {
    List<DisplayLine> onRegistered(ServerSession call);

    List<DisplayLine> onRejoined(ServerSession call, RejoinSequence homecoming);

    void onNicknameRejected(ServerSession call, Problem problem, List<ScreenUpdate> cues);

    /** Everything that came has been dealt with. */
    void onEnded(ServerSession call, @Nullable Throwable failure);
  }

  private static final ClientMessage PING = new ClientMessage.Ping();
  private static final String STALLED = "the server takes nothing any more";

  private final ClientContext context;
  private final Listener listener;
  private final InboundHandler inbound;
  private final ClientHeartbeat heartbeat;
  private final ScreenRenderer renderer;

  /** There when it is connected: a server may speak before that is known here. */
  private final CompletableFuture<ServerConnection> connection = new CompletableFuture<>();

  private volatile boolean ended;
  private volatile boolean received;

  ServerSession(ClientContext visit, MessageReducer hearing, Listener owner) {
    this.context = visit;
    this.listener = owner;
    this.renderer = new ScreenRenderer(visit.screen(), visit.state());
    ClientState memory = visit.state();
    ReconnectSettings staying = visit.settings().reconnect();
    boolean again = memory.connection().wasRegistered();
    this.inbound =
        new InboundHandler(
            memory,
            hearing,
            again
                ? RejoinSequence.afterReconnect(memory, staying.maxReplay())
                : RejoinSequence.firstConnection(memory),
            again,
            this);
    this.heartbeat =
        new ClientHeartbeat(
            staying.pingInterval(),
            staying.silenceTimeout(),
            memory.pings(),
            System::nanoTime,
            this);
  }

  /**
   * Connects, and says what this dialect says first. Blocks until then.
   *
   * @throws ConnectionFailedException if the host is unknown or none of its addresses answers
   */
  void connect(String host, int port) throws ConnectionFailedException {
    ServerConnection begun = open(host, port);
    context.state().connection().onConnected();
    context.state().registration().onConnected().ifPresent(this::sendMessage);
    if (context.state().registration().isGuest()) {
      context.state().pendingRequests().onRegistered();
      registerGuest();
    }
    begun
        .ended()
        .whenComplete(
            (done, failure) -> {
              ended = true;
              listener.onEnded(this, failure);
            });
  }

  /** Many a port takes whoever comes, and closes at once: coming again is being there a while. */
  private void registerGuest() {
    if (context.state().connection().wasRegistered()) {
      context
          .scheduler()
          .scheduleOnce(context.settings().reconnect().initialDelay(), this::onGuestRegistered);
    } else {
      onGuestRegistered();
    }
  }

  private void onGuestRegistered() {
    if (!ended) {
      draw(inbound.onRegistered());
    }
  }

  private ServerConnection open(String host, int port) throws ConnectionFailedException {
    try {
      ServerConnection begun =
          new Connector(context.system(), context.settings().connectTimeout())
              .connect(
                  host,
                  port,
                  socket ->
                      ServerConnection.open(
                          socket,
                          context.dialect().clientCodec(),
                          inbound.sink(this::draw),
                          this::onReceived,
                          Materializer.matFromSystem(context.system())));
      boolean ignored = connection.complete(begun);
      return begun;
    } catch (ConnectionFailedException | RuntimeException e) {
      boolean ignored =
          connection.completeExceptionally(e); // or else whoever speaks waits for ever
      throw e;
    }
  }

  /** Says it; done when there is room for more, also if the connection is gone. */
  CompletionStage<Done> send(ClientMessage message) {
    return trySend(message).exceptionally(failure -> Done.getInstance());
  }

  /** Says it; fails if the connection is gone. */
  CompletionStage<Done> trySend(ClientMessage message) {
    return connection
        .thenCompose(begun -> begun.send(message, context.settings().stallTimeout()))
        .whenComplete(
            (done, failure) -> {
              if (failure instanceof TimeoutException
                  || (failure != null && failure.getCause() instanceof TimeoutException)) {
                abort(STALLED);
              }
            });
  }

  /** Closes our side when all that was sent has gone out. */
  void finish() {
    CompletableFuture<Void> ignored = connection.thenAccept(ServerConnection::finish);
  }

  void abort(String why) {
    CompletableFuture<Void> ignored =
        connection.thenAccept(begun -> begun.abort(new ConnectionAbortedException(why)));
  }

  /** Whether anything has come over it. */
  boolean hasReceived() {
    return received;
  }

  /** Why the server will not let this client in, if it has said so. */
  Optional<Problem> rejection() {
    return inbound.rejection();
  }

  @Override
  public void sendMessage(ClientMessage message) {
    CompletionStage<Done> ignored = send(message);
  }

  @Override
  public List<DisplayLine> onRegistered() {
    context
        .scheduler()
        .scheduleOnce(context.settings().reconnect().pingInterval(), this::checkHeartbeat);
    awaitRejoin();
    return listener.onRegistered(this);
  }

  @Override
  public List<DisplayLine> onRejoined(RejoinSequence homecoming) {
    return listener.onRejoined(this, homecoming);
  }

  @Override
  public void onNicknameRejected(Problem problem, List<ScreenUpdate> cues) {
    listener.onNicknameRejected(this, problem, cues);
  }

  @Override
  public void sendPing() {
    synchronized (inbound) { // which pings, too
      if (context.state().capabilities().supports(PING)) {
        context.state().pings().addKeepAlivePing();
        sendMessage(PING);
      }
    }
  }

  @Override
  public void abort() {
    abort("nothing was heard of the server for too long");
  }

  /** A server that does not answer must not keep from saying more. */
  private void awaitRejoin() {
    OptionalInt progress = inbound.progress();
    if (progress.isPresent() && !ended) {
      context
          .scheduler()
          .scheduleOnce(
              context.settings().reconnect().silenceTimeout(),
              () -> {
                List<ScreenUpdate> cues = ended ? List.of() : inbound.onTimeout(progress);
                if (!cues.isEmpty()) {
                  draw(cues);
                }
                awaitRejoin();
              });
    }
  }

  private void onReceived() {
    received = true;
    heartbeat.onReceived();
  }

  private void checkHeartbeat() {
    if (!ended) {
      context.scheduler().scheduleOnce(heartbeat.check(), this::checkHeartbeat);
    }
  }

  private void draw(List<ScreenUpdate> cues) {
    heartbeat.setDrawing(true);
    try {
      renderer.draw(cues);
    } finally {
      heartbeat.setDrawing(false);
    }
  }
}
