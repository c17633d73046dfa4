package io.parley.bench;

import io.parley.client.transport.ClientStream;
import io.parley.dialect.DialectCodec;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;

/** The connection of one client: nobody waits when too much waits to be said. */
final class LoadConnection {
  /** The most messages that may wait until the server takes them. */
  private static final int QUEUE_SIZE = 1024;

  private final ClientStream<BoundedSourceQueue<Batch<ClientMessage>>> stream;

  private LoadConnection(ClientStream<BoundedSourceQueue<Batch<ClientMessage>>> stream) {
    this.stream = stream;
  }

  /** The line over a socket that is being connected; what comes is given to {@code events}. */
  static CompletionStage<LoadConnection> open(
      Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> socket,
      DialectCodec<ClientMessage, ServerMessage> side,
      Sink<DecodeResult<ServerMessage>, CompletionStage<Done>> events,
      Materializer materializer) {
    return ClientStream.open(
            socket, side, Source.<Batch<ClientMessage>>queue(QUEUE_SIZE), events, materializer)
        .thenApply(LoadConnection::new);
  }

  /** Says something; false if too much waits already, or the connection is gone. Thread-safe. */
  boolean offer(ClientMessage message) {
    return stream.queue().offer(Batch.of(message)).isEnqueued();
  }

  /** Closes our side when all that was said has gone out. */
  void complete() {
    try {
      stream.queue().complete();
    } catch (IllegalStateException alreadyDone) {
      // the server went first
    }
  }

  /** Completed or failed when the connection has ended. */
  CompletionStage<Done> completion() {
    return stream.ended();
  }
}
