package io.parley.client;

import io.parley.dialect.Batch;
import io.parley.dialect.Received;
import io.parley.dialect.Side;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceQueueWithComplete;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;

/** The connection to a server: whoever says something waits until there is room for it. */
final class ServerLink {
  /** How many messages may wait to be sent; whoever says more waits. */
  private static final int WAITING = 64;

  /**
   * How many may wait until there is room: one who types, one who turns a page, one who answers.
   */
  private static final int SPEAKERS = 8;

  private final ClientStream<SourceQueueWithComplete<Batch<ClientMessage>>> stream;

  private ServerLink(ClientStream<SourceQueueWithComplete<Batch<ClientMessage>>> stream) {
    this.stream = stream;
  }

  /** The link over a socket that is being connected; what comes is given to {@code events}. */
  static CompletionStage<ServerLink> over(
      Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> socket,
      Side<ClientMessage, ServerMessage> side,
      Sink<Received<ServerMessage>, CompletionStage<Done>> events,
      Materializer materializer) {
    return ClientStream.over(
            socket,
            side,
            Source.<Batch<ClientMessage>>queue(WAITING, OverflowStrategy.backpressure(), SPEAKERS),
            events,
            materializer)
        .thenApply(ServerLink::new);
  }

  /**
   * Sends a message; completed when there is room for the next, failed when the connection is gone,
   * and with a {@link java.util.concurrent.TimeoutException} when the server has taken nothing for
   * so long.
   */
  CompletionStage<Done> send(ClientMessage message, Duration patience) {
    return stream
        .queue()
        .offer(Batch.of(message))
        .thenApply(
            result -> {
              if (!result.isEnqueued()) {
                throw new IllegalStateException("the connection is gone");
              }
              return Done.getInstance();
            })
        .toCompletableFuture()
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Closes our side when all that was sent has gone out. */
  void finish() {
    stream.queue().complete();
  }

  /**
   * Completed when the server has closed its side and everything from it has been dealt with;
   * failed if the connection broke.
   */
  CompletionStage<Done> ended() {
    return stream.ended();
  }
}
