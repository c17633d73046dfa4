package io.parley.client.transport;

import io.parley.dialect.DialectCodec;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
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
import org.apache.pekko.util.ByteString;

/** An open connection to a server. Its owner offers one message at a time. */
public final class ServerConnection {
  /** The maximum number of messages that wait to be written; a further offer waits. */
  private static final int QUEUE_SIZE = 64;

  private final ClientStream<SourceQueueWithComplete<Batch<ClientMessage>>> stream;
  private final SharedKillSwitch killSwitch;

  private ServerConnection(
      ClientStream<SourceQueueWithComplete<Batch<ClientMessage>>> stream, SharedKillSwitch kill) {
    this.stream = stream;
    this.killSwitch = kill;
  }

  /**
   * Runs the stream over a socket that is being connected.
   *
   * @param events receives the server's messages; its value completes after the last message, and
   *     fails if the connection broke
   * @param onBytes runs whenever bytes are received
   */
  public static CompletionStage<ServerConnection> open(
      Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> socket,
      DialectCodec<ClientMessage, ServerMessage> codec,
      Sink<DecodeResult<ServerMessage>, CompletionStage<Done>> events,
      Runnable onBytes,
      Materializer materializer) {
    SharedKillSwitch kill = KillSwitches.shared("server-connection");
    return ClientStream.open(
            monitored(socket, kill, onBytes),
            codec,
            Source.<Batch<ClientMessage>>queue(QUEUE_SIZE, OverflowStrategy.backpressure()),
            events,
            materializer)
        .thenApply(stream -> new ServerConnection(stream, kill));
  }

  /**
   * Offers a message. The next message may be offered when the stage completes; the stage fails
   * when the connection is lost.
   */
  public CompletionStage<Done> offer(ClientMessage message) {
    return stream
        .queue()
        .offer(Batch.of(message))
        .thenApply(
            result -> {
              if (!result.isEnqueued()) {
                throw new IllegalStateException("the connection is closed");
              }
              return Done.getInstance();
            });
  }

  /** Closes this side when everything that was taken is written. */
  public void finish() {
    stream.queue().complete();
  }

  /** Ends the connection at once. */
  public void abort(ConnectionAbortedException reason) {
    killSwitch.abort(reason);
  }

  private static Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> monitored(
      Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> socket,
      SharedKillSwitch kill,
      Runnable onBytes) {
    return Flow.<ByteString>create()
        .via(kill.flow())
        .viaMat(socket, Keep.right())
        .via(kill.flow())
        .map(
            bytes -> {
              onBytes.run();
              return bytes;
            });
  }

  /** Completes when the server has closed its side; fails if the connection broke. */
  public CompletionStage<Done> ended() {
    return stream.ended();
  }

  /** The cause of a failed stage. */
  public static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
