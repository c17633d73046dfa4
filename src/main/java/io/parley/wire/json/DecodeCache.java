package io.parley.wire.json;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A cache of decoded payloads, for programs with many connections that receive the same packets. A
 * payload that another one has replaced is decoded again. Thread-safe.
 *
 * @param <T> the decoded value, which is immutable
 */
final class DecodeCache<T> {
  /** The maximum size of a cached payload, in bytes; larger ones are rare. */
  private static final int MAX_PAYLOAD_BYTES = 1024;

  private static final class Entry<T> {
    private final byte[] payload;
    private final T value;

    Entry(byte[] payload, T value) {
      this.payload = payload;
      this.value = value;
    }
  }

  private final AtomicReferenceArray<@Nullable Entry<T>> entries;

  DecodeCache(int size) {
    this.entries = new AtomicReferenceArray<>(size);
  }

  T getOrDecode(ByteString payload, Function<ByteString, T> decoder) {
    if (entries.length() == 0 || payload.size() > MAX_PAYLOAD_BYTES) {
      return decoder.apply(payload);
    }
    byte[] bytes = payload.toArrayUnsafe();
    int index = Math.floorMod(Arrays.hashCode(bytes), entries.length());
    Entry<T> cached = entries.get(index);
    if (cached != null && Arrays.equals(cached.payload, bytes)) {
      return cached.value;
    }
    T value = decoder.apply(payload);
    entries.set(index, new Entry<>(bytes, value));
    return value;
  }
}
