package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords on a terminal are neither shown nor kept. */
class TerminalPasswordTest {
  private static final String UP = "\u001bOA";

  @Test
  void password_is_neither_shown_nor_in_the_history(@TempDir Path folder) throws Exception {
    Path typed = folder.resolve("typed");
    try (PipedTerminal terminal = new PipedTerminal("pat", PipedTerminal.settings(typed))) {
      terminal.screen().askPassword("Password");
      PipedTerminal.PendingLine answer = terminal.readLine();
      terminal.output().awaitBottom("Password:");
      terminal.type("swordfish\t\u0017" + UP + "x\u007f\r"); // Tab, Ctrl-W and Up do nothing
      assertEquals(Optional.of("swordfish"), answer.result());
      assertTrue(terminal.screen().wasPassword());

      PipedTerminal.PendingLine line = terminal.readLine();
      terminal.type("hello\r");
      assertEquals(Optional.of("hello"), line.result());
      assertFalse(terminal.screen().wasPassword());

      PipedTerminal.PendingLine recalled = terminal.readLine();
      terminal.type("\u0019" + UP); // Ctrl-Y would insert what was deleted
      terminal.output().awaitBottom("pat> hello");
      terminal.type("\r");
      assertEquals(Optional.of("hello"), recalled.result());
      assertFalse(terminal.output().allOutput().contains("swordfish"));
    }
    assertFalse(Files.readString(typed).contains("swordfish"));
    assertTrue(Files.readString(typed).contains("hello"));
  }

  @Test
  void question_sets_half_typed_line_aside() throws Exception {
    try (PipedTerminal terminal = new PipedTerminal("pat")) {
      PipedTerminal.PendingLine answer = terminal.readLine();
      terminal.type("half a li");
      terminal.output().awaitBottom("pat> half a li");
      terminal.screen().askPassword("Password");
      terminal.output().awaitBottom("Password:");
      terminal.type("swordfish\r");
      assertEquals(Optional.of("swordfish"), answer.result());
      assertTrue(terminal.screen().wasPassword());
      PipedTerminal.PendingLine line = terminal.readLine();
      terminal.output().awaitBottom("pat> half a li");
      terminal.type("ne\r");
      assertEquals(Optional.of("half a line"), line.result());
      assertFalse(terminal.output().allOutput().contains("swordfish"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r",
        "\u0007",
        "swordfish\u001b",
        "swordfish\u0015\r",
        "\u0004",
        "swordfish\u0004"
      })
  void empty_answer_escape_and_ctrl_d_cancel(String keys) throws Exception {
    try (PipedTerminal terminal = new PipedTerminal("pat")) {
      terminal.screen().askPassword("Password");
      PipedTerminal.PendingLine answer = terminal.readLine();
      terminal.output().awaitBottom("Password:");
      terminal.type(keys);
      assertEquals(Optional.of(""), answer.result());
      assertTrue(terminal.screen().wasPassword());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/register swordfish",
        "/register-for amy swordfish",
        "/login amy swordfish",
        "/LOGIN amy swordfish",
        "/password old swordfish",
        "/unregister swordfish"
      })
  void command_with_a_password_is_not_kept(String command, @TempDir Path folder) throws Exception {
    Path typed = folder.resolve("typed");
    try (PipedTerminal terminal = new PipedTerminal("pat", PipedTerminal.settings(typed))) {
      for (String each : new String[] {"hello", command}) {
        PipedTerminal.PendingLine line = terminal.readLine();
        terminal.type(each + "\r");
        assertEquals(Optional.of(each), line.result());
      }
      PipedTerminal.PendingLine recalled = terminal.readLine();
      terminal.type(UP);
      terminal.output().awaitBottom("pat> hello");
      terminal.type("\r");
      assertEquals(Optional.of("hello"), recalled.result());
    }
    assertEquals(1, Files.readAllLines(typed).stream().filter(any -> any.contains(":")).count());
    assertFalse(Files.readString(typed).contains("swordfish"));
  }
}
