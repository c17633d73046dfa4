package io.parley.client.screen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.model.DisplayLine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlainScreenTest {
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream diagnostics = new ByteArrayOutputStream();

  @Test
  void prints_lines_without_prompt() {
    try (PlainScreen screen = screen("", true)) {
      screen.draw(
          List.of(
              DisplayLine.live("leslie: Hi"), DisplayLine.live("10:42 pat: before").asHistory()));
      screen.showDiagnostic("connection lost");

      assertTrue(screen.traits().interactive());
      assertEquals(Optional.empty(), screen.windowed());
    }
    assertEquals("leslie: Hi\n10:42 pat: before\n", output.toString(UTF_8));
    assertEquals("parley: connection lost\n", diagnostics.toString(UTF_8));
  }

  @Test
  void reads_lines() {
    try (PlainScreen screen = screen("one\n聊天\n", true)) {
      assertEquals(Optional.of("one"), screen.readLine());
      assertEquals(Optional.of("聊天"), screen.readLine());
      assertEquals(Optional.empty(), screen.readLine());
    }
  }

  @Test
  void removes_escape_sequences_from_input() {
    try (PlainScreen screen =
        screen("\u001b[5~\u001b[A\nhi\u001bOP the\u001b[1;3Fre\u001b\n", true)) {
      assertEquals(Optional.of("hi there"), screen.readLine());
      assertEquals(Optional.empty(), screen.readLine());
    }
  }

  @Test
  void rings_bell_for_live_highlight_when_enabled() {
    DisplayLine highlight =
        DisplayLine.live("leslie: pat?").withHighlight(DisplayLine.Highlight.MENTION);
    try (PlainScreen screen = screen("", true)) {
      screen.draw(List.of(highlight.asHistory()));
      assertEquals("leslie: pat?\n", output.toString(UTF_8));
      screen.draw(List.of(highlight));
      assertEquals("leslie: pat?\nleslie: pat?\n\u0007", output.toString(UTF_8));
    }
    output.reset();
    try (PlainScreen quiet = screen("", false)) {
      quiet.draw(List.of(highlight));
      assertEquals("leslie: pat?\n", output.toString(UTF_8));
    }
  }

  private PlainScreen screen(String typed, boolean bell) {
    return new PlainScreen(
        new PipeScreen(new ByteArrayInputStream(typed.getBytes(UTF_8)), output, diagnostics, UTF_8),
        bell);
  }
}
