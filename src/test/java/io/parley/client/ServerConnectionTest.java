package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.transport.ConnectionAbortedException;
import io.parley.dialect.Dialect;
import io.parley.dialect.DialectTestKit;
import io.parley.dialect.Dialects;
import io.parley.protocol.ClientMessage;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
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
  private final ActorTestKit kit = ActorTestKit.create("server-connection", ClientTestKit.config());

  /** The number of messages that the connection has taken; completed at the end. */
  private final CompletableFuture<Integer> accepted = new CompletableFuture<>();

  private Dialect dialect;
  private volatile ServerConnection connection;

  @BeforeEach
  void start() throws Exception {
    try (DialectTestKit dialects = new DialectTestKit()) {
      dialect = Dialects.find("beej", dialects.wire()).orElseThrow();
    }
  }

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void writes_offered_messages_in_order_and_closes_output() throws Exception {
    offerAll(1000);
    ByteString expected = ByteString.emptyByteString();
    for (int i = 0; i < 1000; i++) {
      expected = expected.concat(dialect.clientCodec().encode(message(i)));
    }
    ByteString received = ByteString.emptyByteString();
    for (Optional<ByteString> next = pull(); next.isPresent(); next = pull()) {
      received = received.concat(next.get());
    }

    assertEquals(expected.utf8String(), received.utf8String());
    assertEquals(1000, await(accepted));
  }

  /** The test pulls nothing from the socket here. */
  @Test
  void offer_waits_while_queue_is_full_and_fails_on_abort() throws Exception {
    offerAll(2000);
    assertFalse(accepted.isDone());

    connection.abort(new ConnectionAbortedException("gone"));

    assertTrue(await(accepted) < 2000);
  }

  private void offerAll(int count) throws Exception {
    connection =
        await(
            ServerConnection.open(
                Flow.fromSinkAndSourceMat(
                        Sink.<ByteString>queue(), Source.<ByteString>maybe(), Keep.left())
                    .mapMaterializedValue(this::connected),
                dialect.clientCodec(),
                kit.spawn(offerNext(1, count)),
                Materializer.matFromSystem(kit.system())));
    connection.offer(message(0));
  }

  /** Offers each message when the previous one is accepted; then closes the output. */
  private Behavior<ClientActor.Command> offerNext(int offered, int count) {
    return Behaviors.receiveMessage(
        event -> {
          if (!(event instanceof ConnectionEvent.MessageAccepted answer)) {
            return Behaviors.same();
          }
          if (answer.written() && offered < count) {
            connection.offer(message(offered));
            return offerNext(offered + 1, count);
          }
          connection.finish();
          accepted.complete(answer.written() ? offered : offered - 1);
          return Behaviors.ignore();
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
