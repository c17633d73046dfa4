package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalOrderTest {
  private static final Map<String, String> XTERM = Map.of("TERM", "xterm");
  private static final Map<String, String> KONSOLE = Map.of("KONSOLE_VERSION", "230401");
  private static final Map<String, String> OF_MACOS = Map.of("TERM_PROGRAM", "Apple_Terminal");

  @Test
  void it_is_the_clients_unless_the_terminal_does_it_anyway() {
    assertTrue(TerminalOrder.isClients("auto", XTERM));
    assertTrue(TerminalOrder.isClients("auto", Map.of("TERM_PROGRAM", "iTerm.app")));
    assertFalse(TerminalOrder.isClients("auto", KONSOLE));
    assertFalse(TerminalOrder.isClients("auto", OF_MACOS));
  }

  @Test
  void it_is_whose_the_setting_says() {
    assertTrue(TerminalOrder.isClients("client", KONSOLE));
    assertFalse(TerminalOrder.isClients("terminal", XTERM));
  }
}
