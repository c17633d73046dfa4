package io.parley.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of an input, one at a time, and no longer than bounded memory allows. */
final class Utf8Lines implements AutoCloseable {
  /** Bytes; the longest entry fits, even if every character of it is escaped. */
  static final int LONGEST = 4 * 1024 * 1024;

  private final InputStream in;
  private long number;

  Utf8Lines(InputStream in) {
    this.in = new BufferedInputStream(in, 64 * 1024);
  }

  /** The number of the line that was read last; 1 for the first. */
  long number() {
    return number;
  }

  /**
   * Reads the next line, without its end.
   *
   * @return empty at the end of the input
   * @throws IllegalArgumentException if it is too long or not UTF-8
   */
  Optional<String> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    number++;
    int b = in.read();
    if (b < 0) {
      return Optional.empty();
    }
    for (; b >= 0 && b != '\n'; b = in.read()) {
      if (line.size() == LONGEST) {
        throw new IllegalArgumentException("is longer than " + LONGEST + " bytes");
      }
      line.write(b);
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(line.toByteArray());
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("is not UTF-8", e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
