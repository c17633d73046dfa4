package io.parley.cli.help;

import io.parley.cli.option.ProfileCandidates;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Generates the completion script for fish from the model of the command line. */
final class FishCompletion {
  private final String program;
  private final StringBuilder lines = new StringBuilder();

  private FishCompletion(String program) {
    this.program = program;
  }

  static String generate(CommandSpec root) {
    FishCompletion script = new FishCompletion(root.name());
    script.lines.append("# Completions of ").append(root.name()).append(" for fish.\n");
    script.addLine("-f"); // no file names, unless an option takes one
    script.addCommand(root, List.of());
    return script.lines.toString();
  }

  private void addCommand(CommandSpec command, List<String> path) {
    List<CommandSpec> subcommands = CommandHelpText.subcommands(command);
    String condition = quoted(condition(path, subcommands));
    for (CommandSpec each : subcommands) {
      addLine("-n", condition, "-a", each.name(), "-d", quoted(CommandHelpText.summary(each)));
    }
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        List<String> words = new ArrayList<>(List.of("-n", condition));
        words.addAll(nameWords(option));
        words.addAll(valueWords(option));
        words.addAll(List.of("-d", quoted(CommandHelpText.joinedLines(option.description()))));
        addLine(words.toArray(String[]::new));
      }
    }
    for (ArgSpec parameter : command.positionalParameters()) {
      List<String> values = valueWords(parameter);
      if (parameter.completionCandidates() instanceof ProfileCandidates) {
        String firstPosition =
            condition(path, subcommands) + "; and " + positionCondition(1 + path.size());
        addLine("-n", quoted(firstPosition), "-x", "-a", quoted(profileListCommand()));
      } else if (values.size() > 1) {
        addLine("-n", condition, String.join(" ", values));
      }
    }
    for (CommandSpec each : subcommands) {
      List<String> subcommandPath = new ArrayList<>(path);
      subcommandPath.add(each.name());
      addCommand(each, subcommandPath);
    }
  }

  /** The condition that this command has been typed, and none of its subcommands. */
  private static String condition(List<String> path, List<CommandSpec> subcommands) {
    if (path.isEmpty()) {
      return "__fish_use_subcommand";
    }
    String seen =
        path.stream()
            .map(name -> "__fish_seen_subcommand_from " + name)
            .collect(Collectors.joining("; and "));
    return subcommands.isEmpty()
        ? seen
        : seen
            + "; and not __fish_seen_subcommand_from "
            + subcommands.stream().map(CommandSpec::name).collect(Collectors.joining(" "));
  }

  /** The condition that this number of words, options not counted, precede the current one. */
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

  /** The arguments of {@code complete} for a value: none, a file name, or one of the candidates. */
  private static List<String> valueWords(ArgSpec argument) {
    if (argument.arity().max() == 0) {
      return List.of();
    }
    if (argument.paramLabel().equals("FILE")) {
      return List.of("-r", "-F");
    }
    Iterable<String> candidates = argument.completionCandidates();
    return candidates == null
        ? List.of("-x")
        : List.of("-x", "-a", quoted(String.join(" ", candidates)));
  }

  /**
   * fish reports an unknown command even if standard error is redirected, hence {@code type -q}.
   */
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
