package io.parley.connection.stream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.RawBeejClient;
import io.parley.TestServers;
import io.parley.connection.ConnectionActor;
import io.parley.connection.ConnectionSettings;
import io.parley.connection.OutputBudget;
import io.parley.connection.PeerStream;
import io.parley.dialect.Dialect;
import io.parley.dialect.DialectCodec;
import io.parley.dialect.DialectTestKit;
import io.parley.dialect.Dialects;
import io.parley.history.SearchBudget;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.wire.WireContext;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.EncodedFrames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.serialization.jackson.JacksonObjectMapperProvider;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A port whose codec throws on one text of a client. */
class StageFailureTest {
  private static final String FATAL = "the text on which the codec fails";
  private static final ConnectionSettings SETTINGS =
      new ConnectionSettings(
          4096,
          65_536,
          8,
          65_536,
          25,
          List.of(RoomName.LOBBY),
          3,
          100,
          Duration.ofSeconds(30),
          10,
          SearchBudget.UNLIMITED,
          Duration.ofSeconds(30),
          Duration.ofHours(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30));

  private final ActorTestKit kit = ActorTestKit.create("stage-failure", TestServers.config());
  private final Dialect beej =
      Dialects.find(
              "beej",
              DialectTestKit.wire(
                  JacksonObjectMapperProvider.get(kit.system())
                      .getOrCreate(WireContext.MAPPER_NAME, Optional.empty()),
                  1000))
          .orElseThrow();
  private final ConnectionBlueprint blueprint =
      new ConnectionBlueprint(
          new Dialect(
              "faulty",
              beej.registration(),
              true,
              true,
              new FaultyCodec(beej.serverCodec()),
              beej.clientCodec()),
          SETTINGS,
          new OutputBudget(1_000_000));

  /** A codec with a fault. */
  private record FaultyCodec(DialectCodec<ServerMessage, ClientMessage> correct)
      implements DialectCodec<ServerMessage, ClientMessage> {
    @Override
    public EncodedFrames encodeAll(List<? extends ServerMessage> messages) {
      return correct.encodeAll(messages);
    }

    @Override
    public BidiFlow<
            Batch<ServerMessage>, ByteString, ByteString, DecodeResult<ClientMessage>, NotUsed>
        bidiFlow() {
      return BidiFlow.fromFlows(
              Flow.<Batch<ServerMessage>>create(),
              Flow.<DecodeResult<ClientMessage>>create().map(FaultyCodec::failOnFatal))
          .atop(correct.bidiFlow());
    }

    private static DecodeResult<ClientMessage> failOnFatal(DecodeResult<ClientMessage> result) {
      if (result.equals(new DecodeResult.Message<>(new ClientMessage.Chat(FATAL)))) {
        throw new IllegalStateException("a mistake of ours");
      }
      return result;
    }
  }

  /** One connection with its actor and its socket. */
  private final class Connection {
    private final Pair<BoundedSourceQueue<ByteString>, Source<ByteString, NotUsed>> fromPeer =
        Source.<ByteString>queue(100).preMaterialize(kit.system());
    private final TestProbe<ConnectionActor.Command> actor = kit.createTestProbe();
    private final ConnectionStream stream =
        new ConnectionStream(
            Flow.fromSinkAndSourceCoupled(Sink.ignore(), fromPeer.second()),
            blueprint,
            Optional.empty(),
            SETTINGS,
            kit.system());
    private final PeerStream opened = stream.open(actor.getRef());

    Connection() {
      actor.expectMessage(ConnectionActor.InputReady.INSTANCE);
    }

    void say(String text) {
      fromPeer
          .first()
          .offer(
              ByteString.fromArray(
                  RawBeejClient.frame(
                      RawBeejClient.chatPacket(text).getBytes(StandardCharsets.UTF_8))));
      opened.acknowledgeInput();
    }
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void failure_of_a_stage_is_reported_to_its_actor_and_ends_its_connection_only() throws Exception {
    Connection victim = new Connection();
    Connection other = new Connection();
    LoggingTestKit.error("")
        .withOccurrences(0) // the actor logs it
        .expect(
            kit.system(),
            () -> {
              victim.say(FATAL);
              assertEquals(
                  "a mistake of ours",
                  victim
                      .actor
                      .expectMessageClass(ConnectionActor.InputFailed.class)
                      .cause()
                      .getMessage());
              return 0;
            });
    victim.opened.close();
    victim.stream.done().toCompletableFuture().get(60, SECONDS);

    other.say("hello");
    assertEquals(
        new DecodeResult.Message<>(new ClientMessage.Chat("hello")),
        other.actor.expectMessageClass(ConnectionActor.Input.class).received());
  }
}
