package io.parley.client.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The input line while messages arrive, and the end of the screen. */
class TerminalScreenTest {
  /** Bracketed paste mode on and off. */
  private static final String PASTE_ON = "\u001b[?2004h";

  private static final String PASTE_OFF = "\u001b[?2004l";

  @AutoClose private final PipedTerminal terminal = new PipedTerminal("pat");

  @Test
  void returns_typed_line() throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.output().awaitBottom("pat>");

    terminal.type("hello\r");

    assertEquals(Optional.of("hello"), line.result());
    assertTrue(terminal.screen().traits().interactive());
  }

  @Test
  void shows_messages_above_input() throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.type("half a li");
    terminal.output().awaitBottom("pat> half a li");

    terminal.show("leslie: Hi", "*** chris has joined the chat");
    terminal.output().awaitBottom("leslie: Hi", "*** chris has joined the chat", "pat> half a li");
    terminal.screen().showDiagnostic("connection lost");
    terminal
        .output()
        .awaitBottom("*** chris has joined the chat", "parley: connection lost", "pat> half a li");
    terminal.show();

    terminal.type("ne\r");
    assertEquals(Optional.of("half a line"), line.result());
  }

  @Test
  void keeps_input_longer_than_row() throws Exception {
    String longLine = "0123456789".repeat(10);
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.type(longLine);
    terminal.output().awaitBottom("pat> " + longLine.substring(0, 75), longLine.substring(75));

    terminal.show("x".repeat(100));
    terminal
        .output()
        .awaitBottom(
            "x".repeat(72),
            " ".repeat(8) + "x".repeat(28),
            "pat> " + longLine.substring(0, 75),
            longLine.substring(75));

    terminal.type("\r");
    assertEquals(Optional.of(longLine), line.result());
  }

  @Test
  void keeps_input_while_many_messages_arrive() throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();
    CompletableFuture<Void> others =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 200; i++) {
                terminal.show("leslie: " + i);
              }
            });
    for (char key : "typed meanwhile".toCharArray()) {
      terminal.type(String.valueOf(key));
    }
    assertEquals(null, others.get(120, TimeUnit.SECONDS));

    terminal.output().awaitBottom("leslie: 198", "leslie: 199", "pat> typed meanwhile");
    terminal.type("\r");
    assertEquals(Optional.of("typed meanwhile"), line.result());
  }

  /** Without raw mode the terminal would echo keys at the cursor. */
  @Test
  void shows_type_ahead_at_prompt_only() throws Exception {
    terminal.type("one\rtwo");
    assertEquals(Optional.of("one"), terminal.readLine().result());
    terminal.show("pat: one");

    PipedTerminal.PendingLine second = terminal.readLine();
    terminal.output().awaitBottom("pat: one", "pat> two");
    terminal.type("\r");

    assertEquals(Optional.of("two"), second.result());
  }

  @Test
  void shows_percent_sign_in_prompt() throws Exception {
    try (PipedTerminal other = new PipedTerminal("100%")) {
      PipedTerminal.PendingLine line = other.readLine();
      other.output().awaitBottom("100%>");
      other.type("x\r");

      assertEquals(Optional.of("x"), line.result());
    }
  }

  @Test
  void close_during_read_restores_terminal() throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.output().awaitBottom("pat>");
    terminal.output().awaitWritten(PASTE_ON);

    terminal.screen().close();

    assertEquals(Optional.empty(), line.result());
    String everything = terminal.output().allOutput();
    assertTrue(everything.lastIndexOf(PASTE_OFF) > everything.lastIndexOf(PASTE_ON));
    terminal.screen().close();
    assertEquals(Optional.empty(), terminal.screen().readLine());
  }

  @Test
  void close_erases_input_when_terminal_has_no_alternate_screen() throws Exception {
    try (PipedTerminal other = new PipedTerminal("pat", PipedTerminal.SETTINGS, "ansi")) {
      other.show("leslie: Hi");
      PipedTerminal.PendingLine line = other.readLine();
      other.type("half\u0001"); // Ctrl-A: the cursor is at the start
      other.output().awaitBottom("leslie: Hi", "pat> half");

      other.screen().close();
      assertEquals(Optional.empty(), line.result());
      other.output().write("sh$".getBytes(UTF_8), 0, 3);

      other.output().awaitBottom("leslie: Hi", "sh$");
    }
  }
}
