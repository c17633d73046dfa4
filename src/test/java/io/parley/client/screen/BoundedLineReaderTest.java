package io.parley.client.screen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.client.screen.BoundedLineReader.LineTooLongException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.CharacterCodingException;
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
        new BoundedLineReader(
            flood(16L << 20, "\nafter it\n"), new InputDecoder(UTF_8), MAX_LENGTH);

    assertThrows(LineTooLongException.class, input::readLine);
    assertEquals(Optional.of("after it"), input.readLine());
    assertEquals(Optional.empty(), input.readLine());
  }

  @Test
  void bounds_chars_rather_than_bytes() throws Exception {
    String wide = "聊".repeat(MAX_LENGTH);
    String pairs = "😀".repeat(MAX_LENGTH / 2);
    BoundedLineReader input = reader(wide + "\r\n" + pairs + "\n" + wide + "x\n" + pairs + "x\n");

    assertEquals(Optional.of(wide), input.readLine());
    assertEquals(Optional.of(pairs), input.readLine());
    assertThrows(LineTooLongException.class, input::readLine);
    assertThrows(LineTooLongException.class, input::readLine);
    assertEquals(Optional.empty(), input.readLine());
    assertEquals(4, input.lineNumber());
  }

  @Test
  void rejects_line_of_invalid_utf_8_and_continues() throws Exception {
    byte[] latin1 = "one\nGr\u00FC\u00DFe\n\u00C3\nlast".getBytes(ISO_8859_1);
    BoundedLineReader input =
        new BoundedLineReader(
            new ByteArrayInputStream(latin1), new InputDecoder(UTF_8), MAX_LENGTH);

    assertEquals(Optional.of("one"), input.readLine());
    assertThrows(CharacterCodingException.class, input::readLine);
    assertEquals(2, input.lineNumber());
    assertThrows(CharacterCodingException.class, input::readLine);
    assertEquals(Optional.of("last"), input.readLine());
    assertEquals(4, input.lineNumber());
  }

  private static BoundedLineReader reader(String all) {
    return new BoundedLineReader(
        new ByteArrayInputStream(all.getBytes(UTF_8)), new InputDecoder(UTF_8), MAX_LENGTH);
  }

  /** One character many times, then other text. */
  private static InputStream flood(long length, String after) {
    return new SequenceInputStream(
        new InputStream() {
          private long left = length;

          @Override
          public int read() {
            return left-- > 0 ? 'x' : -1;
          }

          @Override
          public int read(byte[] buffer, int offset, int count) {
            int filled = (int) Math.min(left, count);
            Arrays.fill(buffer, offset, offset + filled, (byte) 'x');
            left -= filled;
            return filled > 0 ? filled : -1;
          }
        },
        new ByteArrayInputStream(after.getBytes(UTF_8)));
  }
}
