package io.parley.client.screen;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** Reads lines, and never stores more than a maximum length of them. */
final class BoundedLineReader {
  private final InputStream in;
  private final InputDecoder decoder;
  private final int maxLength;
  private final int maxBytes;
  private long lineNumber;

  /**
   * Creates a line reader.
   *
   * @param maxLength the maximum length of a line, in chars
   */
  BoundedLineReader(InputStream in, InputDecoder decoder, int maxLength) {
    this.in = new BufferedInputStream(in);
    this.decoder = decoder;
    this.maxLength = maxLength;
    this.maxBytes = decoder.maxBytesPerChar() * maxLength + 1; // one for a carriage return
  }

  /** The number of the line that was read last, from 1. */
  long lineNumber() {
    return lineNumber;
  }

  /**
   * Returns the next line without its newline; empty at the end of the input.
   *
   * @throws LineTooLongException if the line is longer than the maximum; it has been discarded
   * @throws CharacterCodingException if the line cannot be decoded; it has been discarded
   */
  Optional<String> readLine() throws IOException, LineTooLongException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean tooLong = false;
    int b = in.read();
    if (b < 0) {
      return Optional.empty();
    }
    lineNumber++;
    for (; b >= 0 && b != '\n'; b = in.read()) {
      if (line.size() < maxBytes) {
        line.write(b);
      } else {
        tooLong = true;
      }
    }
    if (tooLong) {
      throw new LineTooLongException();
    }
    String text = decoder.decode(ByteBuffer.wrap(line.toByteArray()));
    int length = text.endsWith("\r") ? text.length() - 1 : text.length(); // part of the newline
    if (length > maxLength) {
      throw new LineTooLongException();
    }
    return Optional.of(text.substring(0, length));
  }

  /** A line was longer than the maximum. */
  static final class LineTooLongException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
