package io.parley.wire.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.parley.dialect.DialectTestKit;
import io.parley.protocol.Problem;
import io.parley.wire.flow.CountedMemory;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.EncodedFrames;
import io.parley.wire.flow.InputMemory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The memory of incomplete packets, in each framing. */
class PartialInputTest {
  private static final int MAX_PACKET = 10_000;
  private static final Duration LONG = Duration.ofHours(1);

  /** A packet of each framing, without its end: 8,192 bytes. */
  private enum Framing {
    LENGTH(" \0", 8190, "xx"),
    JSON("{\"", 8190, "\"}"),
    TEXT("", 8192, "\n");

    private final String part;
    private final String end;

    Framing(String begin, int size, String end) {
      this.part = begin + "x".repeat(size);
      this.end = end;
    }

    ByteString part() {
      return ByteString.fromString(part);
    }

    ByteString end() {
      return ByteString.fromString(end);
    }

    Flow<ByteString, DecodeResult<String>, ?> decoder(InputMemory memory) {
      return switch (this) {
        case LENGTH ->
            DialectTestKit.decoder(
                FramedCodec.bidiFlow(
                    new LengthFraming(2, MAX_PACKET, "no braces here"),
                    () ->
                        ConnectionCodec.of(
                            (List<? extends String> messages) -> EncodedFrames.of(List.of()),
                            payload -> new DecodeResult.Message<>(payload.utf8String())),
                    memory));
        case JSON ->
            Flow.<ByteString>create()
                .via(new JsonObjectFraming(MAX_PACKET, LONG, memory))
                .map(
                    result ->
                        DecodeResult.flatMap(
                            result, object -> new DecodeResult.Message<>(object.utf8String())));
        case TEXT ->
            Flow.<ByteString>create()
                .via(TextFraming.forServer(LONG, MAX_PACKET, new AtomicBoolean(), memory));
      };
    }
  }

  private final ActorTestKit kit = ActorTestKit.create("partial-input");
  private final TestProbe<Object> peer = kit.createTestProbe();

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @ParameterizedTest
  @EnumSource
  void part_counts_until_the_packet_is_complete(Framing framing) {
    CountedMemory memory = new CountedMemory(MAX_PACKET);
    BoundedSourceQueue<ByteString> input = run(framing, memory);
    for (ByteString rest = framing.part(); rest.nonEmpty(); rest = rest.drop(1000)) {
      input.offer(rest.take(1000));
    }
    awaitUsed(memory, framing.part().size() - PartialInput.FREE_BYTES);

    input.offer(framing.end());

    peer.expectMessageClass(DecodeResult.Message.class);
    awaitUsed(memory, 0);
  }

  @ParameterizedTest
  @EnumSource
  void end_of_the_connection_frees_the_part(Framing framing) {
    CountedMemory memory = new CountedMemory(MAX_PACKET);
    BoundedSourceQueue<ByteString> input = run(framing, memory);
    input.offer(framing.part());
    awaitUsed(memory, framing.part().size() - PartialInput.FREE_BYTES);

    input.fail(new IllegalStateException("the connection is broken"));

    peer.expectMessage("ended");
    awaitUsed(memory, 0);
  }

  @ParameterizedTest
  @EnumSource
  void connection_ends_when_there_is_no_memory_for_its_part(Framing framing) {
    CountedMemory memory = new CountedMemory(1000);
    BoundedSourceQueue<ByteString> input = run(framing, memory);
    input.offer(framing.part().take(PartialInput.FREE_BYTES + 1000));
    awaitUsed(memory, 1000);

    input.offer(framing.part().drop(PartialInput.FREE_BYTES + 1000));

    Object last = peer.receiveMessage();
    assertEquals(
        Problem.Code.SERVER_BUSY,
        assertInstanceOf(DecodeResult.Unrecoverable.class, last).problem().code());
    peer.expectMessage("ended");
    awaitUsed(memory, 0);
  }

  private BoundedSourceQueue<ByteString> run(Framing framing, InputMemory memory) {
    return Source.<ByteString>queue(100)
        .via(framing.decoder(memory))
        .map(result -> (Object) result)
        .recover(Throwable.class, () -> "ended")
        .concat(Source.single("ended"))
        .to(Sink.foreach(peer.getRef()::tell))
        .run(kit.system());
  }

  private void awaitUsed(CountedMemory memory, long bytes) {
    peer.awaitAssert(
        () -> {
          assertEquals(bytes, memory.used());
          return memory;
        });
  }
}
