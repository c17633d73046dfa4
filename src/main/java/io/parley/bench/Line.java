package io.parley.bench;

import io.parley.dialect.Batch;
import io.parley.dialect.Received;
import io.parley.dialect.Side;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;

/**
 * The stream of one client: that of the terminal client, but for who waits when it is full: nobody.
 */
final class Line {
  /** The most messages that may wait until the server takes them. */
  private static final int WAITING = 1024;

  private final BoundedSourceQueue<Batch<ClientMessage>> queue;
  private final CompletionStage<Done> ended;

  private Line(BoundedSourceQueue<Batch<ClientMessage>> queue, CompletionStage<Done> ended) {
    this.queue = queue;
    this.ended = ended;
  }

  /** The stream over a socket that is being connected. */
  static CompletionStage<Line> over(
      Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> socket,
      Side<ClientMessage, ServerMessage> side,
      Sink<Received<ServerMessage>, CompletionStage<Done>> events,
      Materializer materializer) {
    Pair<
            Pair<BoundedSourceQueue<Batch<ClientMessage>>, CompletionStage<Tcp.OutgoingConnection>>,
            CompletionStage<Done>>
        handles =
            Source.<Batch<ClientMessage>>queue(WAITING)
                .viaMat(side.bidiFlow().join(socket, Keep.right()), Keep.both())
                .toMat(events, Keep.both())
                .run(materializer);
    Line line = new Line(handles.first().first(), handles.second());
    return handles.first().second().thenApply(connected -> line);
  }

  /** Says something; false if too much waits already, or the connection is gone. Thread-safe. */
  boolean offer(ClientMessage message) {
    return queue.offer(Batch.of(message)).isEnqueued();
  }

  /** Closes our side when all that was said has gone out. */
  void finish() {
    if (!queue.isCompleted()) {
      queue.complete();
    }
  }

  /** Completed or failed when the connection has ended. */
  CompletionStage<Done> ended() {
    return ended;
  }
}
