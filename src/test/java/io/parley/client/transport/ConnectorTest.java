package io.parley.client.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How a client finds its server. */
class ConnectorTest {
  private static final ActorTestKit kit = ActorTestKit.create();

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void fails_in_time_when_name_is_not_resolved() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    Connector connector =
        new Connector(
            kit.system(),
            Duration.ofMillis(50),
            host -> {
              awaitQuietly(answered);
              return InetAddress.getAllByName("127.0.0.1");
            },
            Optional.empty());

    ConnectionFailedException failure =
        assertThrows(
            ConnectionFailedException.class,
            () ->
                connector.connect(
                    "slow.example",
                    3490,
                    socket -> {
                      throw new AssertionError("connects to an address that is not known");
                    }));

    assertEquals("cannot connect to slow.example:3490", failure.getMessage());
    assertEquals("the name was not resolved in 50 ms", ConnectionErrorMessages.describe(failure));
    answered.countDown();
  }

  @Test
  void connects_to_resolved_address() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Connector connector =
          new Connector(
              kit.system(),
              Duration.ofMinutes(1),
              host -> new InetAddress[] {listening.getInetAddress()},
              Optional.empty());

      Done connected =
          connector.connect(
              "named.example",
              listening.getLocalPort(),
              socket ->
                  Source.<org.apache.pekko.util.ByteString>empty()
                      .viaMat(socket, Keep.right())
                      .to(Sink.ignore())
                      .run(kit.system())
                      .thenApply(connection -> Done.getInstance()));

      assertEquals(Done.getInstance(), connected);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(2, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
