package io.parley.client.screen;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/** Reads lines of a bounded length, whatever the input is. */
final class BoundedLineReader {
  private final BufferedReader reader;
  private final int maxLength;

  /**
   * Lines from a reader.
   *
   * @param longest the most chars of a line that are kept
   */
  BoundedLineReader(Reader reader, int longest) {
    this.reader = new BufferedReader(reader);
    this.maxLength = longest;
  }

  /**
   * The next line, without its newline; empty at the end.
   *
   * @throws LineTooLongException if it is longer than it may be; it has been read to its end and
   *     dropped
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
    if (last == '\r') { // a part of the newline, so it does not count
      length--;
      line.setLength((int) Math.min(length, line.length()));
    }
    if (length > maxLength) {
      throw new LineTooLongException();
    }
    return Optional.of(line.toString());
  }

  /** A line was too long. */
  static final class LineTooLongException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
