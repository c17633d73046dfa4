package io.parley.client.screen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.model.DisplayLine;
import io.parley.protocol.Text;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PipeScreenTest {
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream diagnostics = new ByteArrayOutputStream();

  /** Independently of the locale. */
  @Test
  void reads_and_writes_utf8() {
    PipeScreen screen = screen("Zoë 😀 聊天\n".getBytes(UTF_8));

    assertEquals(Optional.of("Zoë 😀 聊天"), screen.readLine());
    screen.draw(List.of(DisplayLine.live("Zoë: 聊天 😀")));
    screen.showDiagnostic("Zoë ist weg");

    assertEquals("Zoë: 聊天 😀\n", output.toString(UTF_8));
    assertEquals("parley: Zoë ist weg\n", diagnostics.toString(UTF_8));
  }

  @Test
  void discards_line_of_invalid_utf8_with_diagnostic_and_continues() {
    PipeScreen screen = screen("one\na\u00FFb\nGr\u00C3\u00BC\n".getBytes(ISO_8859_1));

    assertEquals(Optional.of("one"), screen.readLine());
    assertFalse(screen.hasRefusedInput());
    assertEquals(Optional.of("Grü"), screen.readLine());
    assertTrue(screen.hasRefusedInput());
    assertEquals("parley: line 2 was not sent: it is not UTF-8\n", diagnostics.toString(UTF_8));
  }

  /** Scripts read events as they happen. */
  @Test
  void flushes_lines_at_once_with_lf() {
    PipeScreen screen = screen();

    screen.showInfo(List.of("one", "two"));
    assertEquals("*** one\n*** two\n", output.toString(UTF_8));

    screen.showInfo(List.of());
    screen.close();
    screen.close();
    assertEquals("*** one\n*** two\n", output.toString(UTF_8));
  }

  @Test
  void is_not_interactive() {
    assertFalse(screen().traits().interactive());
  }

  @Test
  void returns_empty_at_end_of_input() {
    assertEquals(Optional.empty(), screen().readLine());
    assertEquals("", diagnostics.toString(UTF_8));
  }

  @Test
  void discards_too_long_line_with_diagnostic_and_continues() {
    String wide = "😀".repeat(Text.MAX_LIMIT);
    PipeScreen screen = screen((wide + "\r\n" + wide + "ab\nnext\n").getBytes(UTF_8));

    assertEquals(Optional.of(wide), screen.readLine());
    assertEquals(Optional.of("next"), screen.readLine());
    assertEquals(
        "parley: line 2 was not sent: it has more than 7000 characters\n",
        diagnostics.toString(UTF_8));
    assertTrue(screen.hasRefusedInput());
  }

  @Test
  void read_error_is_end_of_input() throws Exception {
    InputStream closed = InputStream.nullInputStream();
    closed.close();

    assertEquals(Optional.empty(), new PipeScreen(closed, output, diagnostics, UTF_8).readLine());
    assertEquals("parley: the input cannot be read: Stream closed\n", diagnostics.toString(UTF_8));
  }

  @Test
  void draw_fails_when_output_is_closed() throws Exception {
    OutputStream closed = OutputStream.nullOutputStream();
    closed.close();
    PipeScreen screen = new PipeScreen(InputStream.nullInputStream(), closed, diagnostics, UTF_8);

    UncheckedIOException gone =
        assertThrows(UncheckedIOException.class, () -> screen.showInfo(List.of("hello")));
    assertEquals("the output is closed", gone.getMessage());
  }

  private PipeScreen screen(byte... input) {
    return new PipeScreen(new ByteArrayInputStream(input), output, diagnostics, UTF_8);
  }
}
