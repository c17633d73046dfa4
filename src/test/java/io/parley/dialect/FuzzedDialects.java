package io.parley.dialect;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The dialects that a fuzz test is about: all of them, because Jazzer runs one fuzz test in a
 * process. The first byte of an input selects the dialect.
 */
record FuzzedDialects(List<Dialect> dialects) {
  /** For all dialects together. */
  static final String DURATION = "4m";

  /** The name of the only dialect to fuzz; a system property. */
  private static final String ONLY = "fuzz.dialect";

  static FuzzedDialects of(List<Dialect> all) {
    String only = System.getProperty(ONLY, "");
    List<Dialect> chosen =
        all.stream().filter(dialect -> only.isEmpty() || dialect.name().equals(only)).toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(ONLY + ": there is no dialect " + only);
    }
    return new FuzzedDialects(chosen);
  }

  /** The corpus of each dialect, with the byte that selects it. */
  Stream<byte[]> seeds(Function<Dialect, Stream<byte[]>> corpus) {
    return IntStream.range(0, dialects.size())
        .boxed()
        .flatMap(i -> corpus.apply(dialects.get(i)).map(input -> selecting(i, input)));
  }

  void accept(byte[] input, BiConsumer<Dialect, byte[]> check) {
    if (input.length > 0) {
      Dialect dialect = dialects.get((input[0] & 0xFF) % dialects.size());
      check.accept(dialect, Arrays.copyOfRange(input, 1, input.length));
    }
  }

  private static byte[] selecting(int dialect, byte[] input) {
    byte[] selected = new byte[input.length + 1];
    selected[0] = (byte) dialect;
    System.arraycopy(input, 0, selected, 1, input.length);
    return selected;
  }
}
