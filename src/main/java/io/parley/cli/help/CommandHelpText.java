package io.parley.cli.help;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** The texts of a command's help as plain text. */
public final class CommandHelpText {
  private CommandHelpText() {}

  /** A description as one line. */
  public static String joinedLines(String... description) {
    return lines(description).stream().collect(Collectors.joining(" "));
  }

  /** The lines of a description, with picocli's format specifiers and markup resolved. */
  static List<String> lines(String... description) {
    return Arrays.stream(description)
        .flatMap(line -> String.format(Locale.ROOT, line).lines())
        .map(line -> Ansi.OFF.new Text(line).plainString())
        .toList();
  }

  /** The first line of a command's description. */
  static String summary(CommandSpec command) {
    return lines(command.usageMessage().description()).get(0);
  }

  /** The subcommands that are not hidden, in their order of declaration. */
  public static List<CommandSpec> subcommands(CommandSpec command) {
    return command.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(each -> !each.usageMessage().hidden())
        .toList();
  }

  /** The synopsis of a command as one line. */
  static String synopsis(CommandSpec command) {
    Help help = new Help(command, Help.defaultColorScheme(Ansi.OFF));
    return help.synopsis(0).strip().replaceAll("\\s+", " ");
  }
}
