package io.parley.client.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.client.ClientTestKit;
import io.parley.dialect.Dialect;
import io.parley.dialect.DialectTestKit;
import io.parley.dialect.Dialects;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.DecodeResult;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over a socket that takes something only when the test says so. */
class ServerConnectionTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final InetSocketAddress NOWHERE = InetSocketAddress.createUnresolved("chat", 1);

  private final CompletableFuture<SinkQueueWithCancel<ByteString>> socket =
      new CompletableFuture<>();
  private ActorSystem system;
  private Dialect dialect;
  private ServerConnection link;

  @BeforeEach
  void start() throws Exception {
    system = ActorSystem.create("server-link", ClientTestKit.config());
    try (DialectTestKit kit = new DialectTestKit()) {
      dialect = Dialects.find("beej", kit.wire()).orElseThrow();
    }
    link =
        within(
            ServerConnection.open(
                Flow.fromSinkAndSourceMat(
                        Sink.<ByteString>queue(), Source.<ByteString>maybe(), Keep.left())
                    .mapMaterializedValue(this::connected),
                dialect.clientCodec(),
                Sink.<DecodeResult<ServerMessage>>ignore(),
                () -> {},
                Materializer.matFromSystem(system)));
  }

  @AfterEach
  void end() throws Exception {
    system.terminate();
    within(system.getWhenTerminated());
  }

  @Test
  void offered_messages_are_written_in_order_and_then_the_side_is_closed() throws Exception {
    CompletableFuture<Done> written = offerAll(0, 1000);
    ByteString expected = ByteString.emptyByteString();
    for (int i = 0; i < 1000; i++) {
      expected = expected.concat(dialect.clientCodec().encode(message(i)));
    }
    ByteString taken = ByteString.emptyByteString();
    for (Optional<ByteString> next = pull(); next.isPresent(); next = pull()) {
      taken = taken.concat(next.get());
    }

    assertEquals(expected.utf8String(), taken.utf8String());
    assertEquals(Done.getInstance(), within(written));
  }

  /** The socket takes nothing here. */
  @Test
  void offer_waits_while_the_queue_is_full_and_fails_when_the_connection_is_aborted() {
    CompletableFuture<Done> written = offerAll(0, 2000);
    assertFalse(written.isDone());

    link.abort(new ConnectionAbortedException("gone"));

    assertThrows(ExecutionException.class, () -> within(written));
  }

  /** Offers one after the other, each when the one before is taken; then closes this side. */
  private CompletableFuture<Done> offerAll(int first, int end) {
    CompletableFuture<Done> taken = CompletableFuture.completedFuture(Done.getInstance());
    for (int i = first; i < end; i++) {
      ClientMessage next = message(i);
      taken = taken.thenCompose(before -> link.offer(next));
    }
    return taken.thenApply(
        all -> {
          link.finish();
          return all;
        });
  }

  private static ClientMessage message(int i) {
    return new ClientMessage.Chat("line " + i + "x".repeat(1000));
  }

  private Optional<ByteString> pull() throws Exception {
    return within(within(socket).pull());
  }

  private CompletionStage<Tcp.OutgoingConnection> connected(SinkQueueWithCancel<ByteString> peer) {
    socket.complete(peer);
    return CompletableFuture.completedFuture(
        new Tcp.OutgoingConnection(
            new org.apache.pekko.stream.scaladsl.Tcp.OutgoingConnection(NOWHERE, NOWHERE)));
  }

  private static <T> T within(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
