package io.parley.comparison;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Searches in received bytes. */
final class ByteSearch {
  private ByteSearch() {}

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The absolute index of these bytes in the buffer, or -1. */
  static int find(ByteBuffer in, byte[] expected) {
    return find(in, 0, expected);
  }

  static int find(ByteBuffer in, int start, byte[] expected) {
    for (int from = start; from + expected.length <= in.limit(); from++) {
      int i = 0;
      while (i < expected.length && in.get(from + i) == expected[i]) {
        i++;
      }
      if (i == expected.length) {
        return from;
      }
    }
    return -1;
  }
}
