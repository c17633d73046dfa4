package io.parley.client;

import io.parley.dialect.Batch;
import io.parley.dialect.DialectCodec;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.DecodeResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
import org.jspecify.annotations.Nullable;

/**
 * The connection to a server: whoever says something waits until there is room for it, one after
 * the other.
 */
final class ServerLink {
  /** How many messages may wait to be sent; whoever says more waits. */
  private static final int WAITING = 64;

  /**
   * How many may wait for their turn: one who types, one who turns a page, one who comes back to a
   * thousand rooms at once. A server that asks more than that, and takes no answer, has stalled.
   */
  private static final int SPEAKERS = 2000;

  private final ClientStream<SourceQueueWithComplete<Batch<ClientMessage>>> stream;

  private final SharedKillSwitch kill;
  private volatile @Nullable TornDownException torn;

  /** Completed, never failed, when it is the turn of whoever speaks next. */
  private CompletableFuture<Done> turn = CompletableFuture.completedFuture(Done.getInstance());

  private int speakers;

  private ServerLink(
      ClientStream<SourceQueueWithComplete<Batch<ClientMessage>>> stream, SharedKillSwitch kill) {
    this.stream = stream;
    this.kill = kill;
  }

  /**
   * The link over a socket that is being connected.
   *
   * @param events gets what comes
   * @param heard runs whenever bytes come
   */
  static CompletionStage<ServerLink> over(
      Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> socket,
      DialectCodec<ClientMessage, ServerMessage> side,
      Sink<DecodeResult<ServerMessage>, CompletionStage<Done>> events,
      Runnable heard,
      Materializer materializer) {
    SharedKillSwitch kill = KillSwitches.shared("link");
    return ClientStream.over(
            watched(socket, kill, heard),
            side,
            Source.<Batch<ClientMessage>>queue(WAITING, OverflowStrategy.backpressure()),
            events,
            materializer)
        .thenApply(stream -> new ServerLink(stream, kill));
  }

  /**
   * Sends a message; completed when there is room for the next, failed when the connection is gone,
   * and with a {@link TimeoutException} when the server has taken nothing for so long, or when too
   * many wait for it.
   */
  CompletionStage<Done> send(ClientMessage message, Duration patience) {
    CompletableFuture<Done> sent;
    synchronized (this) {
      if (speakers >= SPEAKERS) {
        return CompletableFuture.failedFuture(new TimeoutException());
      }
      speakers++;
      sent = turn.thenCompose(mine -> offer(message, patience));
      turn = sent.handle(this::spoken);
    }
    return sent;
  }

  private synchronized Done spoken(@Nullable Done done, @Nullable Throwable failure) {
    speakers--;
    return Done.getInstance();
  }

  private CompletionStage<Done> offer(ClientMessage message, Duration patience) {
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
    CompletableFuture<Void> ignored;
    synchronized (this) {
      ignored = turn.thenRun(stream.queue()::complete);
    }
  }

  /** Ends it at once: nothing more is to be expected of it. */
  void tearDown(TornDownException why) {
    torn = why;
    kill.abort(why);
  }

  private static Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> watched(
      Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> socket,
      SharedKillSwitch kill,
      Runnable heard) {
    return Flow.<ByteString>create()
        .via(kill.flow())
        .viaMat(socket, Keep.right())
        .via(kill.flow())
        .map(
            bytes -> {
              heard.run();
              return bytes;
            });
  }

  /**
   * Completed when the server has closed its side and everything from it has been dealt with;
   * failed if the connection broke.
   */
  CompletionStage<Done> ended() {
    CompletableFuture<Done> ended = new CompletableFuture<>();
    CompletionStage<Done> ignored =
        stream
            .ended()
            .whenComplete(
                (done, failure) -> {
                  if (failure == null) {
                    ended.complete(done);
                  } else {
                    ended.completeExceptionally(torn == null ? unwrapped(failure) : torn);
                  }
                });
    return ended;
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
