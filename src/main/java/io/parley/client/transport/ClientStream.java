package io.parley.client.transport;

import io.parley.dialect.DialectCodec;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;

/**
 * A running stream to a server. It joins a queue, the codec of the dialect and the socket.
 *
 * <pre>
 *               +---------+            +--------+
 *    queue   ~~>|         |~~ bytes ~~>|        |
 *               | dialect |            | socket |
 *    events  <~~|         |<~~ bytes ~~|        |
 *               +---------+            +--------+
 * </pre>
 *
 * @param <Q> the queue
 * @param queue the messages to send
 * @param ended completed when the server has closed its side and all its messages are handled;
 *     failed if the connection broke
 */
public record ClientStream<Q>(Q queue, CompletionStage<Done> ended) {

  /**
   * Runs the stream over a socket; the stage completes when the socket is connected.
   *
   * @param queue creates the queue
   * @param events receives the messages; its value completes when all of them are handled
   */
  public static <Q> CompletionStage<ClientStream<Q>> open(
      Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> socket,
      DialectCodec<ClientMessage, ServerMessage> side,
      Source<Batch<ClientMessage>, Q> queue,
      Sink<DecodeResult<ServerMessage>, CompletionStage<Done>> events,
      Materializer materializer) {
    Pair<Pair<Q, CompletionStage<Tcp.OutgoingConnection>>, CompletionStage<Done>> handles =
        queue
            .viaMat(side.bidiFlow().join(socket, Keep.right()), Keep.both())
            .toMat(events, Keep.both())
            .run(materializer);
    ClientStream<Q> stream = new ClientStream<>(handles.first().first(), handles.second());
    return handles.first().second().thenApply(connected -> stream);
  }
}
