package io.parley.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.AutoComplete;
import picocli.CommandLine;

/** The completions for bash, as picocli makes them, but that they ask for the profiles. */
final class BashScript {
  private static final Pattern PROFILES =
      Pattern.compile(" *local (\\w+)=\\(\"" + ProfileNames.PLACE + "\"\\).*\n");

  private BashScript() {}

  static String of(CommandLine root) {
    String program = root.getCommandName();
    String script = AutoComplete.bash(program, root);
    Matcher list = PROFILES.matcher(script);
    if (!list.find()) {
      throw new IllegalStateException("no place for the profiles");
    }
    // Asked where the list is used, not where it is made, which is for every option, too.
    String use = "\"${" + list.group(1) + "[@]}\"";
    return list.replaceFirst("").replace(use, "$( " + ProfileNames.question(program) + " )");
  }
}
