package io.parley.dialect;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import io.parley.wire.flow.EncodedFrames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The cost of encoding and decoding a message in each dialect. */
@State(Scope.Benchmark)
public class ConnectionCodecBenchmark {
  private static final int BATCH = 40;
  private static final int FRAMES = 1000;

  /** The size of one read, in bytes. */
  private static final int READ = 4096;

  @Param({"beej", "nickname", "login", "prompt", "plain", "whisper", "notification"})
  public String dialect;

  private DialectTestKit kit;
  private DialectCodec<ServerMessage, ClientMessage> codec;
  private ServerMessage message;
  private List<ServerMessage> batch;
  private ByteString[] reads;

  @Setup
  public void prepare() {
    kit = new DialectTestKit();
    Dialect named = Dialects.find(dialect, kit.wire()).orElseThrow();
    codec = named.serverCodec();
    message =
        new ServerMessage.Chatted(
            new Nickname("chris"),
            Text.sanitize("The quick brown fox jumps over the lazy dog, 你好, and again."),
            new Stamp(RoomName.LOBBY, Instant.ofEpochSecond(1_700_000_000)).withId(123_456));
    batch = Collections.nCopies(BATCH, message);
    ByteString chat =
        named.clientCodec().encode(new ClientMessage.Chat("The quick brown fox, 你好, again."));
    boolean ends = chat.apply(0) == '{' || chat.apply(0) == 0; // or raw text, which needs a newline
    ByteString line = ends ? chat : chat.concat(ByteString.fromString("\n"));
    reads = cut(line);
    long decoded = kit.read(codec, reads).size();
    if (decoded != FRAMES) {
      throw new IllegalStateException(decoded + " messages of " + FRAMES);
    }
  }

  @TearDown
  public void end() {
    kit.close();
  }

  /** Encodes one message. */
  @Benchmark
  public ByteString encode() {
    return codec.encode(message);
  }

  /** Encodes a batch. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public EncodedFrames encodeInBatch() {
    return codec.encodeAll(batch);
  }

  /** Decodes bytes with framing and codec, as the stream of a connection does. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public Object decode() {
    return kit.read(codec, reads);
  }

  private static ByteString[] cut(ByteString chat) {
    ByteString all = ByteString.emptyByteString();
    for (int i = 0; i < FRAMES; i++) {
      all = all.concat(chat);
    }
    all = all.compact();
    List<ByteString> reads = new ArrayList<>();
    for (int from = 0; from < all.size(); from += READ) {
      reads.add(all.slice(from, Math.min(from + READ, all.size())));
    }
    return reads.toArray(ByteString[]::new);
  }
}
