package io.parley.cli.help;

import io.parley.cli.option.ProfileCandidates;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.AutoComplete;
import picocli.CommandLine;

/** The completions for bash, as picocli makes them, but that they ask for the profiles. */
final class BashCompletion {
  private static final Pattern PROFILE_LIST =
      Pattern.compile(" *local (\\w+)=\\(\"" + ProfileCandidates.PLACEHOLDER + "\"\\).*\n");

  private BashCompletion() {}

  static String generate(CommandLine root) {
    String program = root.getCommandName();
    String script = AutoComplete.bash(program, root);
    Matcher list = PROFILE_LIST.matcher(script);
    if (!list.find()) {
      throw new IllegalStateException("no place for the profiles");
    }
    // Asked where the list is used, not where it is made, which is for every option, too.
    String use = "\"${" + list.group(1) + "[@]}\"";
    return list.replaceFirst("")
        .replace(use, "$( " + ProfileCandidates.listCommand(program) + " )");
  }
}
