package io.parley.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalLinkSupportTest {
  private static final String XTERM = "xterm-256color";

  @Test
  void setting_overrides_terminal() {
    assertTrue(TerminalLinkSupport.showsLinks("on", "linux", Map.of()));
    assertFalse(TerminalLinkSupport.showsLinks("off", "foot", Map.of("COLORTERM", "truecolor")));
  }

  @ParameterizedTest
  @CsvSource({
    "xterm-256color, VTE_VERSION, 7600, true",
    "xterm-256color, VTE_VERSION, 5000, false",
    "xterm-256color, VTE_VERSION, 4402, false",
    "xterm-256color, VTE_VERSION, none, false",
    "xterm-256color, TERM_PROGRAM, iTerm.app, true",
    "xterm-256color, TERM_PROGRAM, Apple_Terminal, false",
    "xterm-256color, COLORTERM, truecolor, true",
    "xterm-256color, COLORTERM, 1, false",
    "xterm-256color, WT_SESSION, 5f1c, true",
    "screen-256color, TERM_PROGRAM, tmux, true",
    "tmux-256color, LANG, C, true",
    "xterm-kitty, LANG, C, true",
    "foot-extra, LANG, C, true",
    "xterm-256color, LANG, C, false",
    "linux, COLORTERM, truecolor, false",
    "vt220, COLORTERM, truecolor, false"
  })
  void auto_depends_on_type_and_environment(
      String type, String variable, String value, boolean expected) {
    assertEquals(expected, TerminalLinkSupport.showsLinks("auto", type, Map.of(variable, value)));
  }

  /** The variables are those of the terminal outside. */
  @Test
  void programs_inside_terminal_decide() {
    Map<String, String> screen = Map.of("STY", "1.pts-0", "COLORTERM", "truecolor");
    assertFalse(TerminalLinkSupport.showsLinks("auto", "screen-256color", screen));
    Map<String, String> tmux = Map.of("TERM_PROGRAM", "tmux", "VTE_VERSION", "4402");
    assertTrue(TerminalLinkSupport.showsLinks("auto", "tmux-256color", tmux));
    assertFalse(TerminalLinkSupport.showsLinks("auto", XTERM, Map.of("VTE_VERSION", "4402")));
  }
}
