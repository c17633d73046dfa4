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

/** Uses a socket that accepts bytes only when the test pulls them. */
class ServerConnectionTest {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final InetSocketAddress ADDRESS = InetSocketAddress.createUnresolved("chat", 1);

  private final CompletableFuture<SinkQueueWithCancel<ByteString>> socket =
      new CompletableFuture<>();
  private ActorSystem system;
  private Dialect dialect;
  private ServerConnection connection;

  @BeforeEach
  void start() throws Exception {
    system = ActorSystem.create("server-connection", ClientTestKit.config());
    try (DialectTestKit kit = new DialectTestKit()) {
      dialect = Dialects.find("beej", kit.wire()).orElseThrow();
    }
    connection =
        await(
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
  void stop() throws Exception {
    system.terminate();
    await(system.getWhenTerminated());
  }

  @Test
  void writes_offered_messages_in_order_and_closes_output() throws Exception {
    CompletableFuture<Done> written = offerAll(0, 1000);
    ByteString expected = ByteString.emptyByteString();
    for (int i = 0; i < 1000; i++) {
      expected = expected.concat(dialect.clientCodec().encode(message(i)));
    }
    ByteString received = ByteString.emptyByteString();
    for (Optional<ByteString> next = pull(); next.isPresent(); next = pull()) {
      received = received.concat(next.get());
    }

    assertEquals(expected.utf8String(), received.utf8String());
    assertEquals(Done.getInstance(), await(written));
  }

  /** The test pulls nothing from the socket here. */
  @Test
  void offer_waits_while_queue_is_full_and_fails_on_abort() {
    CompletableFuture<Done> written = offerAll(0, 2000);
    assertFalse(written.isDone());

    connection.abort(new ConnectionAbortedException("gone"));

    assertThrows(ExecutionException.class, () -> await(written));
  }

  /** Offers each message when the previous one is accepted; then closes the output. */
  private CompletableFuture<Done> offerAll(int first, int end) {
    CompletableFuture<Done> accepted = CompletableFuture.completedFuture(Done.getInstance());
    for (int i = first; i < end; i++) {
      ClientMessage next = message(i);
      accepted = accepted.thenCompose(before -> connection.offer(next));
    }
    return accepted.thenApply(
        all -> {
          connection.finish();
          return all;
        });
  }

  private static ClientMessage message(int i) {
    return new ClientMessage.Chat("line " + i + "x".repeat(1000));
  }

  private Optional<ByteString> pull() throws Exception {
    return await(await(socket).pull());
  }

  private CompletionStage<Tcp.OutgoingConnection> connected(SinkQueueWithCancel<ByteString> peer) {
    socket.complete(peer);
    return CompletableFuture.completedFuture(
        new Tcp.OutgoingConnection(
            new org.apache.pekko.stream.scaladsl.Tcp.OutgoingConnection(ADDRESS, ADDRESS)));
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
  }
}
