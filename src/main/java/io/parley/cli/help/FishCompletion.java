package io.parley.cli.help;

import io.parley.cli.option.ProfileCandidates;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completions for fish, made from the model of the command line. */
final class FishCompletion {
  private final String program;
  private final StringBuilder lines = new StringBuilder();

  private FishCompletion(String program) {
    this.program = program;
  }

  static String generate(CommandSpec root) {
    FishCompletion script = new FishCompletion(root.name());
    script.lines.append("# Completions of ").append(root.name()).append(" for fish.\n");
    script.addLine("-f"); // a file only where one is meant
    script.addCommand(root, List.of());
    return script.lines.toString();
  }

  private void addCommand(CommandSpec command, List<String> path) {
    List<CommandSpec> below = CommandHelpText.subcommands(command);
    String here = quoted(condition(path, below));
    for (CommandSpec each : below) {
      addLine("-n", here, "-a", each.name(), "-d", quoted(CommandHelpText.summary(each)));
    }
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        List<String> words = new ArrayList<>(List.of("-n", here));
        words.addAll(nameWords(option));
        words.addAll(valueWords(option));
        words.addAll(List.of("-d", quoted(CommandHelpText.joinedLines(option.description()))));
        addLine(words.toArray(String[]::new));
      }
    }
    for (ArgSpec parameter : command.positionalParameters()) {
      List<String> values = valueWords(parameter);
      if (parameter.completionCandidates() instanceof ProfileCandidates) {
        String first = condition(path, below) + "; and " + positionCondition(1 + path.size());
        addLine("-n", quoted(first), "-x", "-a", quoted(profileListCommand()));
      } else if (values.size() > 1) {
        addLine("-n", here, String.join(" ", values));
      }
    }
    for (CommandSpec each : below) {
      List<String> longer = new ArrayList<>(path);
      longer.add(each.name());
      addCommand(each, longer);
    }
  }

  /** What has been typed when this command is to be completed: it, and none of those below. */
  private static String condition(List<String> path, List<CommandSpec> below) {
    if (path.isEmpty()) {
      return "__fish_use_subcommand";
    }
    String seen =
        path.stream()
            .map(name -> "__fish_seen_subcommand_from " + name)
            .collect(Collectors.joining("; and "));
    return below.isEmpty()
        ? seen
        : seen
            + "; and not __fish_seen_subcommand_from "
            + below.stream().map(CommandSpec::name).collect(Collectors.joining(" "));
  }

  /** That there are so many words, but for options, before the one to be completed. */
  private static String positionCondition(int words) {
    return "test (count (commandline -opc | string match -v -- \"-*\")) -eq " + words;
  }

  private static List<String> nameWords(OptionSpec option) {
    List<String> words = new ArrayList<>();
    for (String name : option.names()) {
      words.add(name.startsWith("--") ? "-l" : "-s");
      words.add(name.replaceFirst("^-+", ""));
    }
    return words;
  }

  /** How its value is completed: not at all, by a file, or by one of some words. */
  private static List<String> valueWords(ArgSpec argument) {
    if (argument.arity().max() == 0) {
      return List.of();
    }
    if (argument.paramLabel().equals("FILE")) {
      return List.of("-r", "-F");
    }
    Iterable<String> offered = argument.completionCandidates();
    return offered == null ? List.of("-x") : List.of("-x", "-a", quoted(String.join(" ", offered)));
  }

  /** Nothing keeps fish from telling of a command that it does not find, but not to call it. */
  private String profileListCommand() {
    return "(type -q " + program + "; and " + ProfileCandidates.listCommand(program) + ")";
  }

  private void addLine(String... words) {
    lines.append("complete -c ").append(program).append(' ');
    lines.append(String.join(" ", words)).append('\n');
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
