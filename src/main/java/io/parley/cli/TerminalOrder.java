package io.parley.cli;

import java.util.Map;

/** Which terminals put in order what is read from right to left, and cannot be told not to. */
final class TerminalOrder {
  private static final String PROGRAM = "TERM_PROGRAM";
  private static final String KONSOLE = "KONSOLE_VERSION";
  private static final String OF_MACOS = "Apple_Terminal";

  private TerminalOrder() {}

  /**
   * Whether the client is to do it.
   *
   * @param setting client, terminal or auto
   */
  static boolean isClients(String setting, Map<String, String> environment) {
    boolean terminals =
        environment.containsKey(KONSOLE) || environment.getOrDefault(PROGRAM, "").equals(OF_MACOS);
    return setting.equals("client") || (setting.equals("auto") && !terminals);
  }
}
