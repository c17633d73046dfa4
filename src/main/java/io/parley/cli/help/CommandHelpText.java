package io.parley.cli.help;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** What the model of the command line says in words, as plain text. */
public final class CommandHelpText {
  private CommandHelpText() {}

  /** The words of a description, on one line. */
  public static String joinedLines(String... description) {
    return lines(description).stream().collect(Collectors.joining(" "));
  }

  /** Its lines one by one: they may have signs in them that help is formatted with. */
  static List<String> lines(String... description) {
    return Arrays.stream(description)
        .flatMap(line -> String.format(Locale.ROOT, line).lines())
        .map(line -> Ansi.OFF.new Text(line).plainString())
        .toList();
  }

  /** What a command does, in a sentence. */
  static String summary(CommandSpec command) {
    return lines(command.usageMessage().description()).get(0);
  }

  /** The subcommands that people are shown, in their order. */
  public static List<CommandSpec> subcommands(CommandSpec command) {
    return command.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(each -> !each.usageMessage().hidden())
        .toList();
  }

  /** How a command is called, on one line. */
  static String synopsis(CommandSpec command) {
    Help help = new Help(command, Help.defaultColorScheme(Ansi.OFF));
    return help.synopsis(0).strip().replaceAll("\\s+", " ");
  }
}
