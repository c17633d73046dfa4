package io.parley.client;

import io.parley.client.transport.ConnectionFailedException;
import io.parley.client.transport.Connector;
import io.parley.client.transport.ServerConnection;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
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
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.typed.javadsl.ActorSink;

/**
 * Connects streams to the client's actor: everything that happens to a stream becomes a message,
 * with the id of the stream, so that the actor recognizes late messages of an old stream. A batch
 * of received messages is followed by the next one only when the actor permits it.
 */
final class StreamOpener {
  private static final int MAX_BATCH = 2000;

  private record OpenStream(UUID id, ServerConnection connection) {}

  private final ActorContext<ClientActor.Command> context;
  private final ClientSetup setup;
  private final Executor blocking;
  private final Materializer materializer;

  StreamOpener(ActorContext<ClientActor.Command> context, ClientSetup setup) {
    this.context = context;
    this.setup = setup;
    this.blocking = context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
    this.materializer = Materializer.matFromSystem(context.getSystem());
  }

  /**
   * Connects; the result is a message.
   *
   * @param attempt the number of the attempt, for that message
   */
  void open(long attempt) {
    ActorRef<ClientActor.Command> client = context.getSelf();
    Connector connector = new Connector(context.getSystem(), setup.settings().connectTimeout());
    context.pipeToSelf(
        CompletableFuture.supplyAsync(() -> connect(connector, client), blocking),
        (opened, failure) ->
            failure == null
                ? new ConnectionEvent.Connected(attempt, opened.id(), opened.connection())
                : new ConnectionEvent.ConnectFailed(attempt, cause(failure)));
  }

  private OpenStream connect(Connector connector, ActorRef<ClientActor.Command> client) {
    try {
      return connector.connect(
          setup.host(),
          setup.port(),
          socket -> {
            UUID id = UUID.randomUUID();
            return ServerConnection.open(
                    socket,
                    setup.dialect().clientCodec(),
                    events(id, client),
                    () -> client.tell(new ConnectionEvent.BytesReceived(id)),
                    materializer)
                .thenApply(connection -> new OpenStream(id, connection));
          });
    } catch (ConnectionFailedException e) {
      throw new CompletionException(e);
    }
  }

  private ConnectionFailedException cause(Throwable failure) {
    Throwable cause = ServerConnection.unwrapped(failure);
    return cause instanceof ConnectionFailedException known
        ? known
        : new ConnectionFailedException(setup.host(), setup.port(), cause);
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

  /** The end of a stream becomes a message. */
  void watch(UUID stream, ServerConnection connection) {
    context.pipeToSelf(
        connection.ended(),
        (done, failure) ->
            new ConnectionEvent.Disconnected(
                stream, Optional.ofNullable(failure).map(ServerConnection::unwrapped)));
  }

  /** Offers a message to a stream; that it is taken becomes a message. */
  void offer(UUID stream, ServerConnection connection, ClientMessage message) {
    context.pipeToSelf(
        connection.offer(message),
        (done, failure) -> new ConnectionEvent.MessageAccepted(stream, failure == null));
  }
}
