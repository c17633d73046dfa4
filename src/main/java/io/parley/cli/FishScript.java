package io.parley.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completions for fish, made from the model of the command line. */
final class FishScript {
  private final String program;
  private final StringBuilder lines = new StringBuilder();

  private FishScript(String program) {
    this.program = program;
  }

  static String of(CommandSpec root) {
    FishScript script = new FishScript(root.name());
    script.lines.append("# Completions of ").append(root.name()).append(" for fish.\n");
    script.line("-f"); // a file only where one is meant
    script.command(root, List.of());
    return script.lines.toString();
  }

  private void command(CommandSpec command, List<String> path) {
    List<CommandSpec> below = CommandText.subcommands(command);
    String here = quoted(condition(path, below));
    for (CommandSpec each : below) {
      line("-n", here, "-a", each.name(), "-d", quoted(CommandText.summary(each)));
    }
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        List<String> words = new ArrayList<>(List.of("-n", here));
        words.addAll(names(option));
        words.addAll(values(option));
        words.addAll(List.of("-d", quoted(CommandText.of(option.description()))));
        line(words.toArray(String[]::new));
      }
    }
    for (ArgSpec parameter : command.positionalParameters()) {
      List<String> values = values(parameter);
      if (parameter.completionCandidates() instanceof ProfileNames) {
        String first = condition(path, below) + "; and " + typed(1 + path.size());
        line("-n", quoted(first), "-x", "-a", quoted(profiles()));
      } else if (values.size() > 1) {
        line("-n", here, String.join(" ", values));
      }
    }
    for (CommandSpec each : below) {
      List<String> longer = new ArrayList<>(path);
      longer.add(each.name());
      command(each, longer);
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
  private static String typed(int words) {
    return "test (count (commandline -opc | string match -v -- \"-*\")) -eq " + words;
  }

  private static List<String> names(OptionSpec option) {
    List<String> words = new ArrayList<>();
    for (String name : option.names()) {
      words.add(name.startsWith("--") ? "-l" : "-s");
      words.add(name.replaceFirst("^-+", ""));
    }
    return words;
  }

  /** How its value is completed: not at all, by a file, or by one of some words. */
  private static List<String> values(ArgSpec argument) {
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
  private String profiles() {
    return "(type -q " + program + "; and " + ProfileNames.question(program) + ")";
  }

  private void line(String... words) {
    lines.append("complete -c ").append(program).append(' ');
    lines.append(String.join(" ", words)).append('\n');
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
