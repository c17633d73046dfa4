package io.parley.cli.option;

import io.parley.cli.ProfilesCommand;
import java.util.Iterator;
import java.util.List;

/**
 * What a shell may offer where a profile may stand. Which there are is known when Tab is pressed,
 * not when the script is made; so there is one word, in whose place the script asks.
 */
public final class ProfileCandidates implements Iterable<String> {
  public static final String PLACEHOLDER = "PROFILES";

  @Override
  public Iterator<String> iterator() {
    return List.of(PLACEHOLDER).iterator();
  }

  /** How a script asks. A shell that completes has nowhere to show what went wrong. */
  public static String listCommand(String program) {
    return program + " " + ProfilesCommand.NAME + " 2>/dev/null";
  }
}
