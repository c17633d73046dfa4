package io.parley.wire.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.TestServers;
import io.parley.dialect.DialectTestKit;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pongs for clients that stop reading in silence. */
class HeartbeatStageTest {
  private static final ServerMessage WELCOME = new ServerMessage.Welcomed(new Nickname("pat"));
  private static final ServerMessage PONG = new ServerMessage.Pong();

  private final ActorTestKit kit =
      ActorTestKit.create("heartbeat", ManualTime.config().withFallback(TestServers.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final TestProbe<List<ServerMessage>> received = kit.createTestProbe();
  private final BoundedSourceQueue<Batch<ServerMessage>> sent =
      Source.<Batch<ServerMessage>>queue(10)
          .via(new HeartbeatStage(Duration.ofSeconds(8)))
          .to(Sink.foreach(batch -> received.getRef().tell(batch.messages())))
          .run(kit.system());

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void member_gets_pong_within_interval_of_silence() {
    say(WELCOME);
    time.timePasses(Duration.ofSeconds(8));
    assertEquals(List.of(PONG), received.receiveMessage());
    time.timePasses(Duration.ofSeconds(8));
    assertEquals(List.of(PONG), received.receiveMessage());
  }

  @Test
  void any_message_resets_the_interval() {
    say(WELCOME);
    for (int i = 0; i < 5; i++) {
      time.timePasses(Duration.ofMillis(5_900));
      say(new ServerMessage.Joined(new Nickname("chris")));
    }
  }

  @Test
  void unregistered_connection_gets_no_pong() {
    say(new ServerMessage.NicknameRequested());
    time.expectNoMessageFor(Duration.ofMinutes(1), received);
  }

  @Test
  void completes_with_upstream() {
    CompletionStage<List<Batch<ServerMessage>>> all =
        Source.single(Batch.of(WELCOME))
            .via(new HeartbeatStage(Duration.ofSeconds(8)))
            .runWith(Sink.seq(), kit.system());
    assertEquals(1, DialectTestKit.await(all).size());
  }

  private void say(ServerMessage message) {
    sent.offer(Batch.of(message));
    assertEquals(List.of(message), received.receiveMessage());
  }
}
