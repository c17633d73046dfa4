package io.parley.cli;

import ch.qos.logback.classic.Level;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.parley.cli.help.SpellingSuggestion;
import io.parley.cli.option.ExitStatus;
import io.parley.cli.option.ServerFilesOptions;
import io.parley.cli.terminal.Environment;
import io.parley.cli.terminal.LocaleCharset;
import io.parley.cli.terminal.PromptCancelledException;
import io.parley.config.ConfigLoader;
import io.parley.config.InvalidSettingsException;
import io.parley.server.ServerSettings;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
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

/** {@code parley}: the options, settings and error output that all subcommands share. */
@Command(
    name = "parley",
    description = "A chat server and terminal client.",
    subcommands = {
      ServerCommand.class,
      ClientCommand.class,
      HistoryCommand.class,
      AccountsCommand.class,
      AuditCommand.class,
      CertificateCommand.class,
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
      "0:success",
      "1:failure; the reason is on standard error",
      "2:invalid command line",
      "130:ended by Ctrl-C",
      "143:ended by SIGTERM"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parley server 3490",
      "  parley client chris localhost 3490",
      "  parley COMMAND --help                  all options of a command"
    },
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND")
public final class ParleyCommand implements Runnable {
  /** The setting that {@code --data} overrides. */
  static final String DATA_FOLDER = "parley.data";

  @Spec CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Log at debug level, and print stack traces.")
  boolean debug;

  @Option(
      names = {"-D", "--set"},
      scope = ScopeType.INHERIT,
      paramLabel = "KEY=VALUE",
      description = "Override a setting, e.g. -Dparley.limits.text=1000.")
  void override(Map<String, String> settings) { // a method, so that occurrences before and after
    overrides.putAll(settings); // the subcommand add up
  }

  private final Map<String, String> overrides = new LinkedHashMap<>();

  private final Environment environment;

  private ParleyCommand(Environment environment) {
    this.environment = environment;
  }

  /** Executes a command line in this process, and returns the exit status. */
  static int run(String... arguments) {
    Environment environment = Environment.ofCurrentProcess();
    CommandLine commandLine = commandLine(environment);
    Optional<String> unreadable =
        UndecodedWords.describe(List.of(arguments), environment.variables());
    if (unreadable.isPresent()) {
      print(commandLine.getErr(), unreadable.get());
      return ExitStatus.USAGE;
    }
    return commandLine.execute(arguments);
  }

  /**
   * Creates the command line. By default its output goes to standard output, in UTF-8 in every
   * locale because the formats of its data are UTF-8, and to standard error in the charset of the
   * locale.
   */
  static CommandLine commandLine(Environment environment) {
    ParleyCommand parley = new ParleyCommand(environment);
    return new CommandLine(parley)
        .setOut(writer(System.out, StandardCharsets.UTF_8))
        .setErr(writer(System.err, LocaleCharset.ofCurrentProcess()))
        .setExpandAtFiles(false) // a message may start with @
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> parley.onFailure(failure, command))
        .setParameterExceptionHandler(
            (invalid, arguments) -> onInvalidUsage(invalid, List.of(arguments)));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }

  /**
   * Loads the configuration: the file or application.conf, below the options of the command line.
   */
  Config config(Optional<Path> file) throws InvalidSettingsException {
    return config(file, ConfigFactory.empty());
  }

  /** The same for a command that uses the files of a server. {@code --data} is a setting. */
  Config config(ServerFilesOptions options) throws InvalidSettingsException {
    Map<String, String> settings = new LinkedHashMap<>(overrides);
    options.dataFolder().ifPresent(folder -> settings.put(DATA_FOLDER, folder.toString()));
    return config(options.configFile(), ConfigFactory.empty(), settings);
  }

  /** The same, with the user's own settings between the file and the options. */
  Config config(Optional<Path> file, Config userSettings) throws InvalidSettingsException {
    return config(file, userSettings, overrides);
  }

  private Config config(Optional<Path> file, Config userSettings, Map<String, String> settings)
      throws InvalidSettingsException {
    PrintWriter err = spec.commandLine().getErr();
    return ConfigLoader.load(
        file, userSettings, settings, warning -> print(err, "warning: " + warning));
  }

  /** The level of the settings, unless the command line says otherwise. */
  Level logLevel(ServerSettings settings) {
    return debug ? Level.DEBUG : Level.toLevel(settings.logLevel());
  }

  Environment environment() {
    return environment;
  }

  private static PrintWriter writer(OutputStream out, Charset charset) {
    return new PrintWriter(new OutputStreamWriter(out, charset), true);
  }

  private int onFailure(Exception failure, CommandLine command) {
    PrintWriter err = command.getErr();
    ErrorMessages.describe(failure).forEach(line -> print(err, line));
    if (debug) {
      failure.printStackTrace(err);
    }
    err.flush();
    return failure instanceof PromptCancelledException cancelled
        ? cancelled.exitStatus()
        : ExitStatus.FAILED;
  }

  private static int onInvalidUsage(ParameterException invalid, List<String> arguments) {
    CommandLine command = invalid.getCommandLine();
    PrintWriter err = command.getErr();
    print(err, SpellingSuggestion.describe(invalid, arguments));
    CommandLine.Help help =
        command
            .getHelpFactory()
            .create(command.getCommandSpec(), CommandLine.Help.defaultColorScheme(Ansi.OFF));
    err.print("Usage: " + help.synopsis("Usage: ".length()));
    err.flush();
    return ExitStatus.USAGE;
  }

  /** Prints a line of the program itself, as opposed to its data, and flushes. */
  static void print(PrintWriter writer, String line) {
    writer.println("parley: " + line);
    writer.flush();
  }
}
