package io.parley.cli.history;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads lines of UTF-8 of a bounded length. An invalid line is an error; its number is known. */
public final class Utf8LineReader implements AutoCloseable {
  /** Fits the longest message even if every character of it is escaped. */
  static final int MAX_LINE_BYTES = 4 * 1024 * 1024;

  private final InputStream in;
  private long lineNumber;

  public Utf8LineReader(InputStream in) {
    this.in = new BufferedInputStream(in, 64 * 1024);
  }

  /** The number of the line that was read last, from 1. */
  public long lineNumber() {
    return lineNumber;
  }

  /**
   * Reads the next line, without its newline.
   *
   * @return empty at the end of the input
   * @throws IllegalArgumentException if it is too long or not UTF-8
   */
  public Optional<String> readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    lineNumber++;
    int b = in.read();
    if (b < 0) {
      return Optional.empty();
    }
    for (; b >= 0 && b != '\n'; b = in.read()) {
      if (line.size() == MAX_LINE_BYTES) {
        throw new IllegalArgumentException("is longer than " + MAX_LINE_BYTES + " bytes");
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
