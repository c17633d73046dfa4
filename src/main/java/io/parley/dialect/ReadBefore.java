package io.parley.dialect;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What some payloads mean. Where many connections of one program get the same, each payload is read
 * once, as a server encodes once what many get. A payload whose place another one takes is read
 * again. Thread-safe.
 *
 * @param <T> the meaning, which does not change
 */
final class ReadBefore<T> {
  /** Longer ones are rare, and not worth their place; in bytes. */
  private static final int LONGEST = 1024;

  private static final class Known<T> {
    private final byte[] payload;
    private final T meaning;

    Known(byte[] payload, T meaning) {
      this.payload = payload;
      this.meaning = meaning;
    }
  }

  private final AtomicReferenceArray<@Nullable Known<T>> places;

  ReadBefore(int places) {
    this.places = new AtomicReferenceArray<>(places);
  }

  T or(ByteString payload, Function<ByteString, T> read) {
    if (places.length() == 0 || payload.size() > LONGEST) {
      return read.apply(payload);
    }
    byte[] bytes = payload.toArrayUnsafe();
    int place = Math.floorMod(Arrays.hashCode(bytes), places.length());
    Known<T> known = places.get(place);
    if (known != null && Arrays.equals(known.payload, bytes)) {
      return known.meaning;
    }
    T meaning = read.apply(payload);
    places.set(place, new Known<>(bytes, meaning));
    return meaning;
  }
}
