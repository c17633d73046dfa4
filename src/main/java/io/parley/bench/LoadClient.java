package io.parley.bench;

import io.parley.client.transport.ClientStream;
import io.parley.client.transport.ConnectionFailedException;
import io.parley.client.transport.Connector;
import io.parley.client.transport.RegistrationHandshake;
import io.parley.dialect.Dialect;
import io.parley.dialect.DialectCodec;
import io.parley.dialect.RegistrationStyle;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * One client of a benchmark: connects, registers, sends if it is a sender, and checks what it
 * receives.
 *
 * <p>Threads: the stream calls the handlers of received messages, one at a time; they alone use the
 * {@link DeliveryChecker}. The {@link LoadGenerator} and, with a window, the stream send; the lock
 * of this object guards the number of the next message. It is held only while a message is offered
 * to the queue, which never blocks.
 */
final class LoadClient implements DecodeResult.Handler<ServerMessage, Done> {
  /** In messages. If the server does not read, further messages count as unsent. */
  private static final int QUEUE_SIZE = 1024;

  private final int run;
  private final int number;
  private final int messageLength;
  private final boolean sendsOnEcho;
  private final Duration timeout;
  private final DialectCodec<ClientMessage, ServerMessage> codec;
  private final RegistrationHandshake registration; // guarded by itself
  private final BenchmarkStats stats;
  private final DeliveryChecker deliveryChecker;
  private final CompletableFuture<Done> registered = new CompletableFuture<>();
  private final CompletableFuture<Done> rejection = new CompletableFuture<>();
  private final CompletableFuture<BoundedSourceQueue<Batch<ClientMessage>>> queue =
      new CompletableFuture<>();
  private int sent; // guarded by this
  private boolean stopped; // guarded by this
  private volatile long distinctReceived;
  private volatile boolean disconnecting;

  /**
   * Creates a client that is not connected.
   *
   * @param run identifies the messages of this run
   * @param number from 0; the first {@code load.senders()} clients are senders
   * @param timeout how long registration may take
   */
  LoadClient(
      int run,
      int number,
      LoadSettings load,
      Dialect dialect,
      BenchmarkStats stats,
      Duration timeout) {
    this.run = run;
    this.number = number;
    this.messageLength = load.messageLength();
    this.sendsOnEcho = number < load.senders() && load.profile() instanceof LoadSettings.Window;
    this.timeout = timeout;
    this.codec = dialect.clientCodec();
    this.registration =
        new RegistrationHandshake(dialect.registration(), "b%04x-%d".formatted(run, number));
    this.stats = stats;
    this.deliveryChecker =
        new DeliveryChecker(
            load.senders(), dialect.registration().initiator() == RegistrationStyle.Initiator.NONE);
  }

  /**
   * Connects and registers. Blocks until the connection is made.
   *
   * @return completes when the client is registered; fails if the server rejects it or is too slow
   * @throws ConnectionFailedException if no connection can be made
   */
  CompletionStage<Done> connect(Connector connector, String host, int port)
      throws ConnectionFailedException {
    ClientStream<BoundedSourceQueue<Batch<ClientMessage>>> stream =
        connector.connect(
            host,
            port,
            socket ->
                ClientStream.open(
                    socket,
                    codec,
                    Source.<Batch<ClientMessage>>queue(QUEUE_SIZE),
                    Sink.foreach(received -> received.accept(this)),
                    Materializer.matFromSystem(connector.system())));
    queue.complete(stream.queue());
    stream.ended().whenComplete((done, failure) -> onClosed());
    advance(LoadClient::begin).ifPresent(this::send);
    return CompletableFuture.anyOf(
            registered.copy().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS), rejection)
        .thenApply(any -> Done.getInstance());
  }

  /**
   * Sends the next message.
   *
   * @param intendedSendTime as {@link System#nanoTime}; the latency is measured from it
   */
  synchronized void sendNext(long intendedSendTime) {
    if (!stopped) {
      Payload payload = new Payload(run, number, sent, intendedSendTime);
      if (send(new ClientMessage.Chat(payload.toText(messageLength)))) {
        sent++;
      } else {
        stats.countUnsent();
      }
    }
  }

  /** Sends nothing any more. Returns the number of messages sent. */
  synchronized int stopSending() {
    stopped = true;
    return sent;
  }

  /** The number of distinct messages received. Thread-safe. */
  long distinctReceived() {
    return distinctReceived;
  }

  /** Read it only when no more messages arrive. */
  DeliveryChecker deliveryChecker() {
    return deliveryChecker;
  }

  /** Closes this side of the connection when all queued messages have been sent. */
  void disconnect() {
    disconnecting = true;
    CompletableFuture<Void> ignored = queue.thenAccept(LoadClient::complete);
  }

  private static void complete(BoundedSourceQueue<?> queue) {
    try {
      queue.complete();
    } catch (IllegalStateException alreadyComplete) {
      // the server has closed the connection first
    }
  }

  /**
   * Offers a message to the queue of a connected client.
   *
   * @return whether it was accepted: false if the queue is full or the connection closed
   */
  private boolean send(ClientMessage message) {
    return queue.join().offer(Batch.of(message)).isEnqueued();
  }

  private void onClosed() {
    String error = "the server closed a connection";
    rejection.completeExceptionally(new BenchmarkException(error));
    if (!disconnecting && registered.isDone()) {
      stats.countLostConnection(error);
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
    } else if (!registered.isDone()) {
      advance(handshake -> handshake.onMessage(message)).ifPresent(this::sendWhenConnected);
      if (message instanceof ServerMessage.Refused refused) {
        rejection.completeExceptionally(new BenchmarkException(refused.problem().message()));
      }
    } else if (message instanceof ServerMessage.Refused refused) {
      stats.countError(refused.problem().message());
    }
    return Done.getInstance();
  }

  /** A dialect without nicknames has no answer to wait for. */
  private static Optional<ClientMessage> begin(RegistrationHandshake handshake) {
    Optional<ClientMessage> first = handshake.onConnected();
    if (handshake.isGuest()) {
      handshake.onGuestRegistered();
    }
    return first;
  }

  /** Advances the handshake, which the connecting thread and the stream share. */
  private Optional<ClientMessage> advance(
      Function<RegistrationHandshake, Optional<ClientMessage>> step) {
    Optional<ClientMessage> next;
    boolean isRegistered;
    synchronized (registration) {
      next = step.apply(registration);
      isRegistered = registration.isRegistered();
    }
    if (isRegistered) {
      registered.complete(Done.getInstance());
    }
    return next;
  }

  /** The stream may receive a message before {@link #connect} has the queue. */
  private void sendWhenConnected(ClientMessage message) {
    CompletableFuture<Void> ignored = queue.thenAccept(ready -> ready.offer(Batch.of(message)));
  }

  private void onPayload(Payload payload) {
    stats.countDelivered(payload.intendedSendTime());
    deliveryChecker.onReceived(payload.sender(), payload.sequence());
    distinctReceived = deliveryChecker.distinct();
    if (sendsOnEcho && payload.sender() == number) {
      sendNext(System.nanoTime());
    }
  }
}
