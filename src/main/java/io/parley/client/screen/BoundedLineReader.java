package io.parley.client.screen;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/** Reads lines, and never stores more than a maximum length of them. */
final class BoundedLineReader {
  private final BufferedReader reader;
  private final int maxLength;

  /**
   * Creates a line reader.
   *
   * @param maxLength the maximum length of a line, in chars
   */
  BoundedLineReader(Reader reader, int maxLength) {
    this.reader = new BufferedReader(reader);
    this.maxLength = maxLength;
  }

  /**
   * Returns the next line without its newline; empty at the end of the input.
   *
   * @throws LineTooLongException if the line is longer than the maximum; it has been discarded
   */
  Optional<String> readLine() throws IOException, LineTooLongException {
    StringBuilder line = new StringBuilder();
    long length = 0;
    int c;
    int last = -1;
    while ((c = reader.read()) >= 0 && c != '\n') {
      length++;
      last = c;
      if (length <= maxLength) {
        line.append((char) c);
      }
    }
    if (c < 0 && length == 0) {
      return Optional.empty();
    }
    if (last == '\r') { // part of the newline
      length--;
      line.setLength((int) Math.min(length, line.length()));
    }
    if (length > maxLength) {
      throw new LineTooLongException();
    }
    return Optional.of(line.toString());
  }

  /** A line was longer than the maximum. */
  static final class LineTooLongException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
