package io.parley.wire.json;

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
final class DecodeCache<T> {
  /** Longer ones are rare, and not worth their place; in bytes. */
  private static final int MAX_PAYLOAD_BYTES = 1024;

  private static final class Entry<T> {
    private final byte[] payload;
    private final T value;

    Entry(byte[] payload, T meaning) {
      this.payload = payload;
      this.value = meaning;
    }
  }

  private final AtomicReferenceArray<@Nullable Entry<T>> entries;

  DecodeCache(int places) {
    this.entries = new AtomicReferenceArray<>(places);
  }

  T getOrDecode(ByteString payload, Function<ByteString, T> read) {
    if (entries.length() == 0 || payload.size() > MAX_PAYLOAD_BYTES) {
      return read.apply(payload);
    }
    byte[] bytes = payload.toArrayUnsafe();
    int place = Math.floorMod(Arrays.hashCode(bytes), entries.length());
    Entry<T> known = entries.get(place);
    if (known != null && Arrays.equals(known.payload, bytes)) {
      return known.value;
    }
    T meaning = read.apply(payload);
    entries.set(place, new Entry<>(bytes, meaning));
    return meaning;
  }
}
