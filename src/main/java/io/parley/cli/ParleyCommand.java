package io.parley.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.parley.cli.terminal.Environment;
import io.parley.cli.terminal.PromptCancelledException;
import io.parley.config.ConfigLoader;
import io.parley.config.InvalidSettingsException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code parley}: what all subcommands share, and how errors are told to people. */
@Command(
    name = "parley",
    description = "A chat server and terminal client.",
    subcommands = {
      ServerCommand.class,
      ClientCommand.class,
      HistoryCommand.class,
      BenchCommand.class,
      CompletionCommand.class,
      ManualCommand.class,
      ProfilesCommand.class,
      WarmUpCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:It was done.",
      "1:It could not be done, and why.",
      "2:The command line was wrong.",
      "130, 143:Ctrl-C; SIGTERM."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parley server 3490",
      "  parley client chris localhost 3490",
      "  parley COMMAND --help                  what else there is"
    },
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND")
public final class ParleyCommand implements Runnable {
  public static final int FAILED = 1;
  static final int WRONG_USAGE = 2;

  @Spec CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Log more, and show stack traces.")
  boolean debug;

  @Option(
      names = {"-D", "--set"},
      scope = ScopeType.INHERIT,
      paramLabel = "KEY=VALUE",
      description = "Override a setting, for instance -Dparley.limits.text=1000.")
  void override(Map<String, String> more) {
    overrides.putAll(more);
  }

  // A method and not a field: an option that stands before and after the subcommand adds up.
  private final Map<String, String> overrides = new LinkedHashMap<>();

  private final Environment surroundings;

  private ParleyCommand(Environment surroundings) {
    this.surroundings = surroundings;
  }

  /** Runs a command line, and returns the exit status. */
  static int run(String... arguments) {
    return commandLine(Environment.ofCurrentProcess()).execute(arguments);
  }

  /** What runs command lines; it writes to standard output and error unless told otherwise. */
  static CommandLine commandLine(Environment surroundings) {
    ParleyCommand parley = new ParleyCommand(surroundings);
    return new CommandLine(parley)
        .setExpandAtFiles(false) // "@amy lunch?" is something to say
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> parley.onFailure(failure, command))
        .setParameterExceptionHandler((wrong, given) -> onWrongUsage(wrong));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }

  /** The configuration with everything that the command line says about it. */
  Config config(Optional<Path> file) throws InvalidSettingsException {
    return config(file, ConfigFactory.empty());
  }

  /** The same, with what a user has set for themselves above the operator's file. */
  Config config(Optional<Path> file, Config own) throws InvalidSettingsException {
    PrintWriter err = spec.commandLine().getErr();
    Config config =
        ConfigLoader.load(
            file, own, overrides, warning -> err.println("parley: warning: " + warning));
    err.flush();
    return config;
  }

  Environment surroundings() {
    return surroundings;
  }

  private int onFailure(Exception failure, CommandLine command) {
    PrintWriter err = command.getErr();
    CommandErrorMessages.describe(failure).forEach(line -> err.println("parley: " + line));
    if (debug) {
      failure.printStackTrace(err);
    }
    err.flush();
    return failure instanceof PromptCancelledException left ? left.exitStatus() : FAILED;
  }

  private static int onWrongUsage(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("parley: " + wrong.getMessage());
    CommandLine.Help help =
        command
            .getHelpFactory()
            .create(command.getCommandSpec(), CommandLine.Help.defaultColorScheme(Ansi.OFF));
    err.print("Usage: " + help.synopsis("Usage: ".length()));
    err.flush();
    return WRONG_USAGE;
  }
}
