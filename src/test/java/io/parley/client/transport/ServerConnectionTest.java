package io.parley.client.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.ClientTestKit;
import io.parley.dialect.Dialect;
import io.parley.dialect.DialectTestKit;
import io.parley.dialect.Dialects;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.DecodeResult;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

  /** Or else what one of them says is lost, and taken for a sign that the connection is. */
  @Test
  void many_may_speak_at_once_and_each_waits_for_its_turn() throws Exception {
    List<CompletableFuture<Done>> sent = say(1000);
    assertFalse(sent.get(999).isDone());
    assertEquals(0, sent.stream().filter(CompletableFuture::isCompletedExceptionally).count());
    link.finish(); // no earlier than all of it is said

    ByteString expected = ByteString.emptyByteString();
    for (int i = 0; i < sent.size(); i++) {
      expected = expected.concat(dialect.clientCodec().encode(message(i)));
    }
    ByteString taken = ByteString.emptyByteString();
    for (Optional<ByteString> next = pull(); next.isPresent(); next = pull()) {
      taken = taken.concat(next.get());
    }
    assertEquals(expected.utf8String(), taken.utf8String());
    for (CompletableFuture<Done> one : sent) {
      assertEquals(Done.getInstance(), within(one));
    }
  }

  @Test
  void no_more_wait_than_any_server_in_order_lets_wait() {
    List<CompletableFuture<Done>> sent = say(5000);

    CompletableFuture<Done> last = sent.get(4999);
    ExecutionException refused = assertThrows(ExecutionException.class, () -> within(last));
    assertTrue(refused.getCause() instanceof TimeoutException);
  }

  @Test
  void whoever_waits_is_told_when_the_connection_is_gone() {
    List<CompletableFuture<Done>> sent = say(2000);
    link.abort(new ConnectionAbortedException("gone"));

    assertThrows(ExecutionException.class, () -> within(sent.get(1999)));
  }

  private List<CompletableFuture<Done>> say(int count) {
    List<CompletableFuture<Done>> sent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sent.add(link.send(message(i), PATIENCE).toCompletableFuture());
    }
    return sent;
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
