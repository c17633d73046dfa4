package io.parley.cli.terminal;

import java.util.Map;

/** Which terminals put in order what is read from right to left, and cannot be told not to. */
final class TerminalBidiSupport {
  private static final String TERM_PROGRAM = "TERM_PROGRAM";
  private static final String KONSOLE_VERSION = "KONSOLE_VERSION";
  private static final String APPLE_TERMINAL = "Apple_Terminal";

  private TerminalBidiSupport() {}

  /**
   * Whether the client is to do it.
   *
   * @param setting client, terminal or auto
   */
  static boolean clientReorders(String setting, Map<String, String> environment) {
    boolean terminals =
        environment.containsKey(KONSOLE_VERSION)
            || environment.getOrDefault(TERM_PROGRAM, "").equals(APPLE_TERMINAL);
    return setting.equals("client") || (setting.equals("auto") && !terminals);
  }
}
