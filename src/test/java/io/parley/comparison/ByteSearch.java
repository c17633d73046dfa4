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
  static int find(ByteBuffer in, byte[] wanted) {
    return find(in, 0, wanted);
  }

  static int find(ByteBuffer in, int start, byte[] wanted) {
    for (int from = start; from + wanted.length <= in.limit(); from++) {
      int i = 0;
      while (i < wanted.length && in.get(from + i) == wanted[i]) {
        i++;
      }
      if (i == wanted.length) {
        return from;
      }
    }
    return -1;
  }
}
