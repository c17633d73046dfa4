package io.parley.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.pekko.util.ByteString;

/** Generates input that is almost valid. */
final class FramedJsonFuzzInput<M> {
  /** The number of inputs for each decoder. */
  static final int COUNT = Integer.getInteger("parley.fuzz.inputs", 100_000);

  private static final int SHORT = 200;

  /** Tokens of JSON. */
  private static final List<String> TOKENS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          "\\",
          "\\u",
          "\\ud83d",
          ":",
          ",",
          "null",
          "NaN",
          "1e999",
          "-",
          "\u0000",
          "\uFEFF",
          "😀",
          "[[[[[[[[[[[[[[[[[",
          "\"type\":",
          "\"chat\"",
          "\r\n");

  private final FramedJsonDirection<M> framed;
  private final List<ByteString> payloads;

  FramedJsonFuzzInput(FramedJsonDirection<M> framed) {
    this.framed = framed;
    this.payloads =
        framed.direction().frames().stream()
            .filter(frame -> frame.size() < SHORT)
            .map(frame -> frame.drop(framed.lengthBytes()))
            .toList();
  }

  /** One to three packets in frames, some of them damaged; or random bytes. */
  ByteString bytes(Random random) {
    if (random.nextInt(10) == 0) {
      return noise(random, 64);
    }
    ByteString frames = ByteString.emptyByteString();
    for (int i = random.nextInt(3); i >= 0; i--) {
      ByteString payload = payloads.get(random.nextInt(payloads.size()));
      frames = frames.concat(framed.frame(spoiled(random, payload).toArray()));
    }
    return random.nextInt(3) == 0 ? spoiled(random, frames) : frames;
  }

  /** The input in chunks of random size. */
  static List<ByteString> cut(Random random, ByteString input) {
    List<ByteString> chunks = new ArrayList<>();
    ByteString remaining = input;
    while (remaining.nonEmpty()) {
      int size = 1 + random.nextInt(remaining.size());
      chunks.add(remaining.take(size));
      remaining = remaining.drop(size);
    }
    return chunks;
  }

  private static ByteString spoiled(Random random, ByteString valid) {
    ByteString bytes = valid;
    for (int i = random.nextInt(4); i > 0; i--) {
      bytes = changed(random, bytes);
    }
    return bytes;
  }

  private static ByteString changed(Random random, ByteString bytes) {
    int at = random.nextInt(bytes.size() + 1);
    int behind = at + random.nextInt(bytes.size() - at + 1);
    ByteString before = bytes.take(at);
    ByteString remaining = bytes.drop(at);
    return switch (random.nextInt(5)) {
      case 0 -> before.concat(noise(random, 1)).concat(remaining.drop(1));
      case 1 -> before.concat(noise(random, 4)).concat(remaining);
      case 2 -> before.concat(bytes.drop(behind));
      case 3 -> before.concat(bytes.slice(at, behind)).concat(remaining);
      default ->
          before
              .concat(ByteString.fromString(TOKENS.get(random.nextInt(TOKENS.size()))))
              .concat(remaining);
    };
  }

  private static ByteString noise(Random random, int most) {
    byte[] noise = new byte[1 + random.nextInt(most)];
    random.nextBytes(noise);
    return ByteString.fromArray(noise);
  }
}
