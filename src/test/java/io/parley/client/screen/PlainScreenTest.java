package io.parley.client.screen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.model.DisplayLine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlainScreenTest {
  private final List<String> echoes = new ArrayList<>();
  private final EchoControl echo =
      on -> {
        echoes.add(on ? "on" : "off");
        return true;
      };

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

  @Test
  void password_is_read_without_echo_and_escape_cancels() {
    try (PlainScreen screen = screen("correct horse\n\u001b\nhello\n", true)) {
      screen.askPassword("Password");
      assertEquals("off", String.join(" ", echoes));
      assertEquals(Optional.of("correct horse"), screen.readLine());
      assertTrue(screen.wasPassword());
      screen.askPassword("Password");
      assertEquals(Optional.of(""), screen.readLine());
      assertTrue(screen.wasPassword());
      assertEquals(Optional.of("hello"), screen.readLine());
      assertFalse(screen.wasPassword());
      assertEquals("off on off on", String.join(" ", echoes));
      screen.askPassword("Password");
    }
    assertEquals("off on off on off on", String.join(" ", echoes));
    assertFalse(output.toString(UTF_8).contains("horse"));
  }

  private PlainScreen screen(String typed, boolean bell) {
    return new PlainScreen(
        new PipeScreen(new ByteArrayInputStream(typed.getBytes(UTF_8)), output, diagnostics, UTF_8),
        bell,
        echo);
  }
}
