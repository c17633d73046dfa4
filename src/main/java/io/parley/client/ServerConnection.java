package io.parley.client;

import io.parley.client.transport.ClientStream;
import io.parley.client.transport.ConnectionAbortedException;
import io.parley.client.transport.ConnectionFailedException;
import io.parley.client.transport.Connector;
import io.parley.client.transport.ProtocolDetector;
import io.parley.dialect.DialectCodec;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceQueueWithComplete;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.stream.typed.javadsl.ActorSink;
import org.apache.pekko.util.ByteString;

/**
 * An open connection to a server. Everything that happens to it becomes a {@link ConnectionEvent}
 * with the id of its stream, so that the client's actor recognizes late messages of an old stream.
 *
 * <ol>
 *   <li>The actor offers one message at a time, and the next one after {@link
 *       ConnectionEvent.MessageAccepted}.
 *   <li>A batch of received messages is followed by the next one only when the actor permits it.
 * </ol>
 */
final class ServerConnection {
  /** The maximum number of messages that wait to be written; a further offer waits. */
  private static final int QUEUE_SIZE = 64;

  /** The maximum number of received messages in one event. */
  private static final int MAX_BATCH = 2000;

  private final UUID id;
  private final ActorRef<ClientActor.Command> client;
  private final ClientStream<SourceQueueWithComplete<Batch<ClientMessage>>> stream;
  private final SharedKillSwitch killSwitch;

  private ServerConnection(
      UUID id,
      ActorRef<ClientActor.Command> client,
      ClientStream<SourceQueueWithComplete<Batch<ClientMessage>>> stream,
      SharedKillSwitch killSwitch) {
    this.id = id;
    this.client = client;
    this.stream = stream;
    this.killSwitch = killSwitch;
  }

  /**
   * Connects; the result is a {@link ConnectionEvent.Connected} or a {@link
   * ConnectionEvent.ConnectFailed}.
   *
   * @param attempt the number of the attempt, for that message
   */
  static void connect(ActorContext<ClientActor.Command> context, ClientSetup setup, long attempt) {
    ActorRef<ClientActor.Command> client = context.getSelf();
    Connector connector = setup.connector();
    Executor blocking = context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
    context.pipeToSelf(
        CompletableFuture.supplyAsync(() -> connect(connector, setup, client), blocking),
        (opened, failure) ->
            failure == null
                ? new ConnectionEvent.Connected(attempt, opened)
                : new ConnectionEvent.ConnectFailed(attempt, connectFailure(setup, failure)));
  }

  private static ServerConnection connect(
      Connector connector, ClientSetup setup, ActorRef<ClientActor.Command> client) {
    Materializer materializer = Materializer.matFromSystem(connector.system());
    try {
      return connector.connect(
          setup.host(),
          setup.port(),
          socket -> open(socket, setup.dialect().clientCodec(), client, materializer));
    } catch (ConnectionFailedException e) {
      throw new CompletionException(e);
    }
  }

  private static ConnectionFailedException connectFailure(ClientSetup setup, Throwable failure) {
    Throwable cause = unwrapped(failure);
    return cause instanceof ConnectionFailedException known
        ? known
        : new ConnectionFailedException(setup.host(), setup.port(), cause);
  }

  /** Runs the stream over a socket that is being connected. */
  static CompletionStage<ServerConnection> open(
      Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> socket,
      DialectCodec<ClientMessage, ServerMessage> codec,
      ActorRef<ClientActor.Command> client,
      Materializer materializer) {
    UUID id = UUID.randomUUID();
    SharedKillSwitch kill = KillSwitches.shared("server-connection");
    return ClientStream.open(
            monitored(socket, kill, new ByteMonitor(id, client)),
            codec,
            Source.<Batch<ClientMessage>>queue(QUEUE_SIZE, OverflowStrategy.backpressure()),
            events(id, client),
            materializer)
        .thenApply(stream -> new ServerConnection(id, client, stream, kill));
  }

  private static Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> monitored(
      Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> socket,
      SharedKillSwitch kill,
      ByteMonitor monitor) {
    return Flow.<ByteString>create()
        .via(kill.flow())
        .viaMat(socket, Keep.right())
        .via(kill.flow())
        .map(
            bytes -> {
              monitor.onBytes(bytes);
              return bytes;
            });
  }

  /** Reports received bytes: that they came, and the first ones themselves. Used by one stream. */
  private static final class ByteMonitor {
    private final UUID id;
    private final ActorRef<ClientActor.Command> client;
    private ByteString first = ByteString.emptyByteString();

    ByteMonitor(UUID id, ActorRef<ClientActor.Command> client) {
      this.id = id;
      this.client = client;
    }

    void onBytes(ByteString bytes) {
      client.tell(new ConnectionEvent.BytesReceived(id));
      if (first.length() < ProtocolDetector.MAX_BYTES) {
        first = first.concat(bytes).take(ProtocolDetector.MAX_BYTES).compact();
        client.tell(new ConnectionEvent.FirstBytesReceived(id, first));
      }
    }
  }

  /**
   * The sink of received messages; messages that arrived are delivered even if the connection
   * breaks.
   */
  private static Sink<DecodeResult<ServerMessage>, CompletionStage<Done>> events(
      UUID id, ActorRef<ClientActor.Command> client) {
    Sink<List<DecodeResult<ServerMessage>>, ?> batches =
        ActorSink.actorRefWithBackpressure(
            client,
            (ackTo, batch) -> new ConnectionEvent.MessagesReceived(id, batch, ackTo),
            ackTo -> new ConnectionEvent.StreamStarted(id, ackTo),
            ConnectionEvent.StreamAck.INSTANCE,
            new ConnectionEvent.StreamCompleted(id),
            failure -> new ConnectionEvent.StreamCompleted(id));
    return Flow.<DecodeResult<ServerMessage>>create()
        .watchTermination((none, ended) -> ended)
        .onErrorComplete()
        .batch(
            MAX_BATCH,
            first -> {
              List<DecodeResult<ServerMessage>> batch = new ArrayList<>();
              batch.add(first);
              return batch;
            },
            (batch, next) -> {
              batch.add(next);
              return batch;
            })
        .toMat(batches, Keep.left());
  }

  /** The id of its stream. */
  UUID id() {
    return id;
  }

  /** Reports its end from now on: the server has closed its side, or the connection broke. */
  void watch() {
    CompletionStage<Done> ignored =
        stream
            .ended()
            .whenComplete(
                (done, failure) ->
                    client.tell(
                        new ConnectionEvent.Disconnected(
                            id, Optional.ofNullable(failure).map(ServerConnection::unwrapped))));
  }

  /** Offers a message; that it is taken, or that the connection is lost, becomes an event. */
  void offer(ClientMessage message) {
    CompletionStage<?> ignored =
        stream
            .queue()
            .offer(Batch.of(message))
            .whenComplete(
                (result, failure) ->
                    client.tell(
                        new ConnectionEvent.MessageAccepted(
                            id, failure == null && result.isEnqueued())));
  }

  /** Examines the first bytes of the server; the result becomes an event. */
  void detect(ProtocolDetector detector, ByteString first) {
    CompletionStage<?> ignored =
        detector
            .detect(first)
            .whenComplete(
                (other, failure) ->
                    client.tell(
                        new ConnectionEvent.ProtocolDetected(
                            id, failure == null ? other : Optional.empty())));
  }

  /** Closes this side when everything that was taken is written. */
  void finish() {
    stream.queue().complete();
  }

  /** Ends the connection at once. */
  void abort(ConnectionAbortedException reason) {
    killSwitch.abort(reason);
  }

  /** The cause of a failed stage. */
  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
