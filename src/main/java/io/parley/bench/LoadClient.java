package io.parley.bench;

import io.parley.client.transport.ConnectionFailedException;
import io.parley.client.transport.Connector;
import io.parley.client.transport.RegistrationHandshake;
import io.parley.dialect.Dialect;
import io.parley.dialect.DialectCodec;
import io.parley.dialect.RegistrationStyle;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.DecodeResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;

/** One client of a run. */
final class LoadClient implements DecodeResult.Handler<ServerMessage, Done> {
  private final int run;
  private final int number;
  private final int messageLength;
  private final boolean sendsOnEcho;
  private final Duration timeout;
  private final DialectCodec<ClientMessage, ServerMessage> side;
  private final RegistrationHandshake registering;
  private final BenchmarkStats stats;
  private final DeliveryChecker deliveryChecker;
  private final CompletableFuture<Done> rejection = new CompletableFuture<>();
  private final CompletableFuture<LoadConnection> connection = new CompletableFuture<>();
  private int sent; // guarded by this
  private boolean stopped; // guarded by this
  private volatile long receivedCount;
  private volatile boolean disconnecting;

  /**
   * One that has not come yet.
   *
   * @param number from 0; those below {@code load.senders()} talk
   * @param patience how long the server may take for anything
   */
  LoadClient(
      int run,
      int number,
      LoadSettings load,
      Dialect dialect,
      BenchmarkStats tally,
      Duration patience) {
    this.run = run;
    this.number = number;
    this.messageLength = load.messageLength();
    this.sendsOnEcho = number < load.senders() && load.profile() instanceof LoadSettings.Window;
    this.timeout = patience;
    this.side = dialect.clientCodec();
    this.registering =
        new RegistrationHandshake(dialect.registration(), "b%04x-%d".formatted(run, number));
    this.stats = tally;
    this.deliveryChecker =
        new DeliveryChecker(
            load.senders(), dialect.registration().initiator() == RegistrationStyle.Initiator.NONE);
  }

  /** Connects, and is let in; fails with the reason if not. Blocks while it connects. */
  CompletionStage<Done> join(Connector connector, String host, int port)
      throws ConnectionFailedException {
    LoadConnection begun =
        connector.connect(
            host,
            port,
            socket ->
                LoadConnection.open(
                    socket,
                    side,
                    Sink.foreach(received -> received.accept(this)),
                    Materializer.matFromSystem(connector.system())));
    connection.complete(begun);
    begun.completion().whenComplete((done, failure) -> onClosed());
    registering.onConnected().ifPresent(begun::offer);
    return CompletableFuture.anyOf(
            registering.whenRegistered(timeout).toCompletableFuture(), rejection)
        .thenApply(any -> Done.getInstance());
  }

  /**
   * Says the next message.
   *
   * @param due when it is to be said, as {@link System#nanoTime} has it
   */
  synchronized void sendNext(long due) {
    if (!stopped) {
      if (send(new ClientMessage.Chat(new Payload(run, number, sent, due).toText(messageLength)))) {
        sent++;
      } else {
        stats.countUnsent();
      }
    }
  }

  /** Says nothing from now on; how much it has said. */
  synchronized int stopSending() {
    stopped = true;
    return sent;
  }

  /** How many different messages it has heard. Thread-safe. */
  long receivedCount() {
    return receivedCount;
  }

  /** What it has heard; to be looked at when nothing comes any more. */
  DeliveryChecker deliveryChecker() {
    return deliveryChecker;
  }

  /** Leaves. */
  void disconnect() {
    disconnecting = true;
    CompletableFuture<Void> ignored = connection.thenAccept(LoadConnection::complete);
  }

  /** Whether the server has taken what waited before. */
  private boolean send(ClientMessage message) {
    return connection.join().offer(message); // joined: it is connected before anybody speaks
  }

  private void onClosed() {
    String why = "the server closed a connection";
    rejection.completeExceptionally(new BenchmarkException(why));
    if (!disconnecting && registering.isRegistered()) {
      stats.countLostConnection(why);
    }
  }

  @Override
  public Done onMalformed(Problem problem) {
    stats.countError(problem.message());
    return Done.getInstance();
  }

  @Override
  public Done onUnrecoverable(Problem problem) {
    return onMalformed(problem);
  }

  @Override
  public Done onMessage(ServerMessage message) {
    if (message instanceof ServerMessage.Chatted chatted) {
      Payload.parse(chatted.text().value(), run).ifPresent(this::onPayload);
    } else if (!registering.isRegistered()) {
      registering.onMessage(message).ifPresent(this::sendWhenConnected);
      if (message instanceof ServerMessage.Refused refused) {
        rejection.completeExceptionally(new BenchmarkException(refused.problem().message()));
      }
    } else if (message instanceof ServerMessage.Refused refused) {
      stats.countError(refused.problem().message());
    }
    return Done.getInstance();
  }

  /** The server may speak before it is known here that it is connected. */
  private void sendWhenConnected(ClientMessage message) {
    CompletableFuture<Void> ignored = connection.thenAccept(begun -> begun.offer(message));
  }

  private void onPayload(Payload payload) {
    stats.countDelivered(payload.intendedSendTime());
    deliveryChecker.onReceived(payload.sender(), payload.sequence());
    receivedCount = deliveryChecker.onReceived();
    if (sendsOnEcho && payload.sender() == number) {
      sendNext(System.nanoTime());
    }
  }
}
