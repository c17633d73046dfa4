package io.parley.cli.terminal;

import java.util.Map;

/** Knows the terminals that reorder right-to-left text themselves and cannot be told not to. */
final class TerminalBidiSupport {
  private static final String TERM_PROGRAM = "TERM_PROGRAM";
  private static final String KONSOLE_VERSION = "KONSOLE_VERSION";
  private static final String APPLE_TERMINAL = "Apple_Terminal";

  private TerminalBidiSupport() {}

  /**
   * Whether the client must reorder right-to-left text.
   *
   * @param setting {@code client}, {@code terminal} or {@code auto}
   */
  static boolean clientReorders(String setting, Map<String, String> environment) {
    boolean terminalReorders =
        environment.containsKey(KONSOLE_VERSION)
            || environment.getOrDefault(TERM_PROGRAM, "").equals(APPLE_TERMINAL);
    return setting.equals("client") || (setting.equals("auto") && !terminalReorders);
  }
}
