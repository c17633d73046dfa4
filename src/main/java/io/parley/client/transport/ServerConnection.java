package io.parley.client.transport;

import io.parley.dialect.DialectCodec;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
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
public final class ServerConnection {
  /** How many messages may wait to be sent; whoever says more waits. */
  private static final int QUEUE_SIZE = 64;

  /**
   * How many may wait for their turn: one who types, one who turns a page, one who comes back to a
   * thousand rooms at once. A server that asks more than that, and takes no answer, has stalled.
   */
  private static final int MAX_SENDERS = 2000;

  private final ClientStream<SourceQueueWithComplete<Batch<ClientMessage>>> stream;

  private final SharedKillSwitch killSwitch;
  private volatile @Nullable ConnectionAbortedException abortReason;

  /** Completed, never failed, when it is the turn of whoever speaks next. */
  private CompletableFuture<Done> lastSend = CompletableFuture.completedFuture(Done.getInstance());

  private int senders;

  private ServerConnection(
      ClientStream<SourceQueueWithComplete<Batch<ClientMessage>>> stream, SharedKillSwitch kill) {
    this.stream = stream;
    this.killSwitch = kill;
  }

  /**
   * The link over a socket that is being connected.
   *
   * @param events gets what comes
   * @param heard runs whenever bytes come
   */
  public static CompletionStage<ServerConnection> open(
      Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> socket,
      DialectCodec<ClientMessage, ServerMessage> side,
      Sink<DecodeResult<ServerMessage>, CompletionStage<Done>> events,
      Runnable heard,
      Materializer materializer) {
    SharedKillSwitch kill = KillSwitches.shared("link");
    return ClientStream.open(
            monitored(socket, kill, heard),
            side,
            Source.<Batch<ClientMessage>>queue(QUEUE_SIZE, OverflowStrategy.backpressure()),
            events,
            materializer)
        .thenApply(stream -> new ServerConnection(stream, kill));
  }

  /**
   * Sends a message; completed when there is room for the next, failed when the connection is gone,
   * and with a {@link TimeoutException} when the server has taken nothing for so long, or when too
   * many wait for it.
   */
  public CompletionStage<Done> send(ClientMessage message, Duration patience) {
    CompletableFuture<Done> sent;
    synchronized (this) {
      if (senders >= MAX_SENDERS) {
        return CompletableFuture.failedFuture(new TimeoutException());
      }
      senders++;
      sent = lastSend.thenCompose(mine -> offer(message, patience));
      lastSend = sent.handle(this::onSendDone);
    }
    return sent;
  }

  private synchronized Done onSendDone(@Nullable Done done, @Nullable Throwable failure) {
    senders--;
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
  public void finish() {
    CompletableFuture<Void> ignored;
    synchronized (this) {
      ignored = lastSend.thenRun(stream.queue()::complete);
    }
  }

  /** Ends it at once: nothing more is to be expected of it. */
  public void abort(ConnectionAbortedException why) {
    abortReason = why;
    killSwitch.abort(why);
  }

  private static Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> monitored(
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
  public CompletionStage<Done> ended() {
    CompletableFuture<Done> ended = new CompletableFuture<>();
    CompletionStage<Done> ignored =
        stream
            .ended()
            .whenComplete(
                (done, failure) -> {
                  if (failure == null) {
                    ended.complete(done);
                  } else {
                    ended.completeExceptionally(
                        abortReason == null ? unwrapped(failure) : abortReason);
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
