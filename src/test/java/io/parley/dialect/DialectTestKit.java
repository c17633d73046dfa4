package io.parley.dialect;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import io.parley.config.ConfigLoader;
import io.parley.config.InvalidSettingsException;
import io.parley.wire.WireContext;
import io.parley.wire.WireSettings;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.InputMemory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.serialization.jackson.JacksonObjectMapperProvider;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.GraphDSL;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * Runs streams for one test class, with the context of the server's dialects. Every wait has a
 * deadline.
 */
public final class DialectTestKit implements AutoCloseable {
  private final ActorSystem system;
  private final WireContext wire;

  public DialectTestKit() {
    Config config = defaults();
    system = ActorSystem.create("dialects", config);
    ObjectMapper json =
        JacksonObjectMapperProvider.get(system)
            .getOrCreate(WireContext.MAPPER_NAME, Optional.empty());
    wire = wire(json, Math.toIntExact(config.getBytes("parley.limits.frame")));
  }

  /** The context of the server's dialects, with default settings. */
  public WireContext wire() {
    return wire;
  }

  public ObjectMapper json() {
    return wire.json();
  }

  /** A context with default settings and a fixed clock. */
  public static WireContext wire(ObjectMapper json, int maxFrame) {
    return new WireContext(
        json,
        maxFrame,
        4096,
        new WireSettings(
            Duration.ofMillis(30),
            Duration.ofMillis(120),
            Duration.ofSeconds(10),
            Duration.ofMillis(50),
            Duration.ofSeconds(5),
            Duration.ofSeconds(8)),
        false,
        InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_125L)),
        0,
        InputMemory.UNBOUNDED);
  }

  /** The decoding half of a codec, for one connection at a time. */
  public static <O, I> Flow<ByteString, DecodeResult<I>, NotUsed> decoder(
      DialectCodec<O, I> codec) {
    return decoder(codec.bidiFlow());
  }

  /** The decoding half of a stream; nothing is sent. */
  public static <O, I> Flow<ByteString, DecodeResult<I>, NotUsed> decoder(
      BidiFlow<Batch<O>, ByteString, ByteString, DecodeResult<I>, NotUsed> bidiFlow) {
    return Flow.fromGraph(
        GraphDSL.create(
            builder -> {
              var codec = builder.add(bidiFlow);
              builder.from(builder.add(Source.<Batch<O>>empty())).toInlet(codec.in1());
              builder.from(codec.out1()).to(builder.add(Sink.<ByteString>ignore()));
              return FlowShape.of(codec.in2(), codec.out2());
            }));
  }

  /** All results of a codec for these chunks, after which the peer closes. */
  public <O, I> List<DecodeResult<I>> read(DialectCodec<O, I> codec, ByteString... chunks) {
    return read(decoder(codec), chunks);
  }

  /** All results of a decoder for these chunks, after which the peer closes. */
  public <I> List<DecodeResult<I>> read(
      Flow<ByteString, DecodeResult<I>, NotUsed> decoder, ByteString... chunks) {
    return all(Source.from(Arrays.asList(chunks)).via(decoder));
  }

  /** The results of many connections, one after the other in one stream, which is faster. */
  public <I> List<List<DecodeResult<I>>> readEach(
      Flow<ByteString, DecodeResult<I>, NotUsed> decoder, List<List<ByteString>> connections) {
    return all(
        Source.from(connections)
            .flatMapConcat(
                chunks ->
                    Source.from(chunks)
                        .via(decoder)
                        .fold(List.<DecodeResult<I>>of(), DialectTestKit::with)));
  }

  /** All elements of a stream, which must complete. */
  public <T> List<T> all(Source<T, NotUsed> source) {
    return await(source.runWith(Sink.seq(), system));
  }

  public static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(300, SECONDS);
    } catch (Exception e) {
      throw new AssertionError("the stream has failed", e);
    }
  }

  public static ByteString concat(List<ByteString> parts) {
    return parts.stream().reduce(ByteString.emptyByteString(), ByteString::concat);
  }

  @Override
  public void close() {
    system.terminate();
    await(system.getWhenTerminated());
  }

  private static <T> List<T> with(List<T> list, T element) {
    List<T> longer = new ArrayList<>(list);
    longer.add(element);
    return longer;
  }

  private static Config defaults() {
    try {
      return ConfigLoader.load(Optional.empty(), Map.of());
    } catch (InvalidSettingsException e) {
      throw new AssertionError(e);
    }
  }
}
