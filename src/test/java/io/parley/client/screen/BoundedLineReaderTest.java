package io.parley.client.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.client.screen.BoundedLineReader.LineTooLongException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoundedLineReaderTest {
  private static final int MAX_LENGTH = 10;

  @Test
  void reads_lines_until_the_end() throws Exception {
    BoundedLineReader input = reader("one\ntwo\n");

    assertEquals(Optional.of("one"), input.readLine());
    assertEquals(Optional.of("two"), input.readLine());
    assertEquals(Optional.empty(), input.readLine());
    assertEquals(Optional.empty(), input.readLine());
  }

  @Test
  void reads_a_last_line_without_a_newline() throws Exception {
    BoundedLineReader input = reader("one\ntwo");

    assertEquals(Optional.of("one"), input.readLine());
    assertEquals(Optional.of("two"), input.readLine());
    assertEquals(Optional.empty(), input.readLine());
  }

  @Test
  void returns_empty_lines() throws Exception {
    BoundedLineReader input = reader("\n\nx\n");

    assertEquals(Optional.of(""), input.readLine());
    assertEquals(Optional.of(""), input.readLine());
    assertEquals(Optional.of("x"), input.readLine());
  }

  @Test
  void removes_carriage_return_before_newline() throws Exception {
    BoundedLineReader input = reader("one\r\n\r\na\rb\r\n" + "x".repeat(MAX_LENGTH) + "\r\nlast\r");

    assertEquals(Optional.of("one"), input.readLine());
    assertEquals(Optional.of(""), input.readLine());
    assertEquals(Optional.of("a\rb"), input.readLine());
    assertEquals(Optional.of("x".repeat(MAX_LENGTH)), input.readLine());
    assertEquals(Optional.of("last"), input.readLine());
  }

  @Test
  void accepts_line_of_maximum_length_and_rejects_longer() throws Exception {
    assertEquals(
        Optional.of("x".repeat(MAX_LENGTH)), reader("x".repeat(MAX_LENGTH) + "\n").readLine());
    assertThrows(LineTooLongException.class, reader("x".repeat(MAX_LENGTH + 1) + "\n")::readLine);
    assertThrows(LineTooLongException.class, reader("x".repeat(MAX_LENGTH + 1))::readLine);
  }

  @Test
  void continues_after_line_of_many_megabytes() throws Exception {
    BoundedLineReader input =
        new BoundedLineReader(new Flood(16L << 20, "\nafter it\n"), MAX_LENGTH);

    assertThrows(LineTooLongException.class, input::readLine);
    assertEquals(Optional.of("after it"), input.readLine());
    assertEquals(Optional.empty(), input.readLine());
  }

  private static BoundedLineReader reader(String all) {
    return new BoundedLineReader(new StringReader(all), MAX_LENGTH);
  }

  /** One character many times, then other text. */
  private static final class Flood extends Reader {
    private long left;
    private final Reader after;

    Flood(long length, String after) {
      this.left = length;
      this.after = new StringReader(after);
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      if (left == 0) {
        return after.read(buffer, offset, length);
      }
      int count = (int) Math.min(left, length);
      Arrays.fill(buffer, offset, offset + count, 'x');
      left -= count;
      return count;
    }

    @Override
    public void close() {}
  }
}
