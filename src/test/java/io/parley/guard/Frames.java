package io.parley.guard;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Frames of beej with as little ado as possible: two bytes of length, then the payload. */
final class Frames {
  private static final int PREFIX = 2;

  private Frames() {}

  static byte[] of(String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    byte[] frame = new byte[PREFIX + bytes.length];
    frame[0] = (byte) (bytes.length >>> 8);
    frame[1] = (byte) bytes.length;
    System.arraycopy(bytes, 0, frame, PREFIX, bytes.length);
    return frame;
  }

  /**
   * Takes the whole frames out of what was read.
   *
   * @param read filled up to its position; what is left of a frame stays in it
   * @param payload gets a view that is only good until it returns
   */
  static void take(ByteBuffer read, Consumer<ByteBuffer> payload) {
    read.flip();
    while (read.remaining() >= PREFIX) {
      int length = read.getShort(read.position()) & 0xFFFF;
      if (read.remaining() < PREFIX + length) {
        break;
      }
      payload.accept(read.slice(read.position() + PREFIX, length));
      read.position(read.position() + PREFIX + length);
    }
    read.compact();
  }

  /** Where these bytes begin in a payload, or -1. */
  static int find(ByteBuffer payload, byte[] wanted) {
    for (int from = 0; from + wanted.length <= payload.remaining(); from++) {
      int i = 0;
      while (i < wanted.length && payload.get(from + i) == wanted[i]) {
        i++;
      }
      if (i == wanted.length) {
        return from;
      }
    }
    return -1;
  }
}
