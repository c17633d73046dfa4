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
  private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

  @Test
  void shows_lines_one_after_the_other_and_nothing_else() {
    try (PlainScreen screen = screen("", true)) {
      screen.setPrompt("pat #garden");
      screen.draw(
          List.of(DisplayLine.live("leslie: Hi"), new DisplayLine("10:42 pat: before", true)));
      screen.showDiagnostic("mind the gap");

      assertTrue(screen.isInteractive());
    }
    assertEquals("leslie: Hi\n10:42 pat: before\n", output.toString(UTF_8));
    assertEquals("parley: mind the gap\n", complaints.toString(UTF_8));
  }

  @Test
  void takes_the_lines_that_the_terminal_sends() {
    try (PlainScreen screen = screen("one\n聊天\n", true)) {
      assertEquals(Optional.of("one"), screen.readLine());
      assertEquals(Optional.of("聊天"), screen.readLine());
      assertEquals(Optional.empty(), screen.readLine());
    }
  }

  @Test
  void keys_that_are_no_text_are_not_said() {
    try (PlainScreen screen =
        screen("\u001b[5~\u001b[A\nhi\u001bOP the\u001b[1;3Fre\u001b\n", true)) {
      assertEquals(Optional.of("hi there"), screen.readLine());
      assertEquals(Optional.empty(), screen.readLine());
    }
  }

  @Test
  void rings_for_what_calls_somebody_if_they_want_that() {
    DisplayLine calls =
        DisplayLine.live("leslie: pat?").withHighlight(DisplayLine.Highlight.MENTION);
    try (PlainScreen screen = screen("", true)) {
      screen.draw(List.of(calls.asHistory()));
      assertEquals("leslie: pat?\n", output.toString(UTF_8));
      screen.draw(List.of(calls));
      assertEquals("leslie: pat?\nleslie: pat?\n\u0007", output.toString(UTF_8));
    }
    output.reset();
    try (PlainScreen quiet = screen("", false)) {
      quiet.draw(List.of(calls));
      assertEquals("leslie: pat?\n", output.toString(UTF_8));
    }
  }

  private PlainScreen screen(String typed, boolean bell) {
    return new PlainScreen(
        new PipeScreen(new ByteArrayInputStream(typed.getBytes(UTF_8)), output, complaints), bell);
  }
}
