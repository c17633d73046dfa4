package io.parley.cli.option;

import java.util.Iterator;
import java.util.List;

/**
 * The completion candidates of a profile name. The profiles are not known when the completion
 * script is generated, so the only candidate is a placeholder; the script replaces it by the output
 * of {@link #listCommand}.
 */
public final class ProfileCandidates implements Iterable<String> {
  public static final String PLACEHOLDER = "PROFILES";

  /** The subcommand that prints the profile names. {@code bin/parley} never builds for it. */
  public static final String LIST_COMMAND = "profiles";

  @Override
  public Iterator<String> iterator() {
    return List.of(PLACEHOLDER).iterator();
  }

  /** The shell command that prints the profile names; its errors would garble the prompt. */
  public static String listCommand(String program) {
    return program + " " + LIST_COMMAND + " 2>/dev/null";
  }
}
