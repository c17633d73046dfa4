package io.parley.cli;

import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** The model of the command line. */
public final class CommandLineModel {
  private CommandLineModel() {}

  public static CommandLine commandLine() {
    return ParleyCommand.commandLine(CommandLineRun.emptyEnvironment(Optional::empty));
  }

  /** All commands that are not hidden, including {@code parley} itself. */
  public static Stream<CommandSpec> commands() {
    return subcommandsOf(commandLine().getCommandSpec());
  }

  /** All options and parameters of these commands that are not hidden. */
  static Stream<ArgSpec> arguments() {
    return commands().flatMap(command -> command.args().stream()).filter(each -> !each.hidden());
  }

  private static Stream<CommandSpec> subcommandsOf(CommandSpec command) {
    return Stream.concat(
        Stream.of(command),
        command.subcommands().values().stream()
            .map(CommandLine::getCommandSpec)
            .filter(each -> !each.usageMessage().hidden())
            .flatMap(CommandLineModel::subcommandsOf));
  }
}
