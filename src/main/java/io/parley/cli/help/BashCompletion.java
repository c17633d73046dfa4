package io.parley.cli.help;

import io.parley.cli.option.ProfileCandidates;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.AutoComplete;
import picocli.CommandLine;

/** The completion script for bash: the one of picocli, extended by the profiles. */
final class BashCompletion {
  private static final Pattern PROFILE_LIST =
      Pattern.compile(" *local (\\w+)=\\(\"" + ProfileCandidates.PLACEHOLDER + "\"\\).*\n");

  private BashCompletion() {}

  static String generate(CommandLine root) {
    String program = root.getCommandName();
    String script = AutoComplete.bash(program, root);
    Matcher list = PROFILE_LIST.matcher(script);
    if (!list.find()) {
      throw new IllegalStateException("the script of picocli has no list of profiles");
    }
    // The list is assigned for every completion, but used only for a profile: the command is run
    // where it is used.
    String use = "\"${" + list.group(1) + "[@]}\"";
    return list.replaceFirst("")
        .replace(use, "$( " + ProfileCandidates.listCommand(program) + " )");
  }
}
