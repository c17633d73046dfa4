package io.parley.cli;

import java.util.Iterator;
import java.util.List;

/**
 * What a shell may offer where a profile may stand. Which there are is known when Tab is pressed,
 * not when the script is made; so there is one word, in whose place the script asks.
 */
final class ProfileNames implements Iterable<String> {
  static final String PLACE = "PROFILES";

  @Override
  public Iterator<String> iterator() {
    return List.of(PLACE).iterator();
  }

  /** How a script asks. A shell that completes has nowhere to show what went wrong. */
  static String question(String program) {
    return program + " " + ProfilesCommand.NAME + " 2>/dev/null";
  }
}
