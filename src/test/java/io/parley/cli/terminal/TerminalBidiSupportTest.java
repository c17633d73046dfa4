package io.parley.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalBidiSupportTest {
  private static final Map<String, String> XTERM = Map.of("TERM", "xterm");
  private static final Map<String, String> KONSOLE = Map.of("KONSOLE_VERSION", "230401");
  private static final Map<String, String> APPLE_TERMINAL =
      Map.of("TERM_PROGRAM", "Apple_Terminal");

  @Test
  void auto_reorders_unless_terminal_does() {
    assertTrue(TerminalBidiSupport.clientReorders("auto", XTERM));
    assertTrue(TerminalBidiSupport.clientReorders("auto", Map.of("TERM_PROGRAM", "iTerm.app")));
    assertFalse(TerminalBidiSupport.clientReorders("auto", KONSOLE));
    assertFalse(TerminalBidiSupport.clientReorders("auto", APPLE_TERMINAL));
  }

  @Test
  void setting_overrides_detection() {
    assertTrue(TerminalBidiSupport.clientReorders("client", KONSOLE));
    assertFalse(TerminalBidiSupport.clientReorders("terminal", XTERM));
  }
}
