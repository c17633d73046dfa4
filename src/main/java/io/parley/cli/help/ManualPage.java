package io.parley.cli.help;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Generates the manual page, parley(1), from the model of the command line. */
public final class ManualPage {

  /** An entry of FILES or ENVIRONMENT. */
  private record Definition(String name, String meaning) {}

  private static final List<Definition> FILES =
      List.of(
          new Definition(
              "application.conf",
              "All settings, with units and defaults, in the directory of the program, or in"
                  + " /etc/parley. --config selects another file."),
          new Definition(
              "$XDG_CONFIG_HOME/parley/client.conf",
              "Your profiles, the default profile, and settings under parley.client. The default"
                  + " directory is ~/.config/parley."),
          new Definition(
              "$XDG_STATE_HOME/parley/recent.json",
              "The server, port, nickname and dialect of your last connection. The default"
                  + " directory is ~/.local/state/parley."),
          new Definition(
              "$XDG_STATE_HOME/parley/typed",
              "The last 1000 lines that you typed in a terminal. Only you can read the file."));

  private static final List<Definition> ENVIRONMENT =
      List.of(
          new Definition(
              "JAVA_HOME",
              "The Java installation (default: java on the PATH). A package with its own Java does"
                  + " not use it."),
          new Definition("PARLEY_JAVA_OPTS", "Additional options of the Java virtual machine."),
          new Definition(
              "PARLEY_HISTORY_URL",
              "The JDBC URL of the history, or none; overrides the configuration file."),
          new Definition(
              "PARLEY_HISTORY_USER, PARLEY_HISTORY_PASSWORD",
              "The user and the password of a PostgreSQL history."),
          new Definition("NO_COLOR", "If set and not empty, the client uses no colors."),
          new Definition(
              "XDG_CONFIG_HOME, XDG_STATE_HOME", "The base directories of the files above."));

  private final CommandSpec root;
  private final List<CommandSpec> commands = new ArrayList<>();
  private final RoffWriter page;

  private ManualPage(CommandSpec root) {
    this.root = root;
    collectCommands(root);
    this.page =
        new RoffWriter(
            root.name().toUpperCase(Locale.ROOT), "1", String.join(" ", root.version()), "Parley");
  }

  public static String generate(CommandSpec root) {
    return new ManualPage(root).render();
  }

  private void collectCommands(CommandSpec command) {
    for (CommandSpec each : CommandHelpText.subcommands(command)) {
      if (each.subcommands().isEmpty()) {
        commands.add(each);
      }
      collectCommands(each);
    }
  }

  private String render() {
    page.section("NAME").paragraph(root.name() + " - " + CommandHelpText.summary(root));
    page.section("SYNOPSIS");
    commands.forEach(this::addSynopsis);
    page.section("GLOBAL OPTIONS");
    root.options().stream().filter(option -> !option.hidden()).forEach(this::addOption);
    page.section("COMMANDS");
    commands.forEach(this::addCommand);
    page.section("EXIT STATUS");
    addExitStatuses(root);
    page.section("FILES");
    FILES.forEach(file -> page.definition(RoffWriter.italic(file.name()), List.of(file.meaning())));
    page.section("ENVIRONMENT");
    ENVIRONMENT.forEach(
        each -> page.definition(RoffWriter.bold(each.name()), List.of(each.meaning())));
    page.section("EXAMPLES");
    for (CommandSpec each : commands) {
      page.verbatim(CommandHelpText.lines(each.usageMessage().footer()));
    }
    return page.toString();
  }

  private void addSynopsis(CommandSpec command) {
    String name = command.qualifiedName();
    page.synopsis(name, CommandHelpText.synopsis(command).substring(name.length()).strip());
  }

  private void addCommand(CommandSpec command) {
    page.subsection(command.qualifiedName());
    page.paragraph(CommandHelpText.joinedLines(command.usageMessage().description()));
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      if (!parameter.hidden()) {
        page.definition(
            RoffWriter.italic(parameter.paramLabel()),
            CommandHelpText.lines(parameter.description()));
      }
    }
    command.options().stream().filter(this::isCommandSpecific).forEach(this::addOption);
    if (!command.usageMessage().exitCodeList().equals(root.usageMessage().exitCodeList())) {
      page.paragraph("Exit status:");
      addExitStatuses(command);
    }
  }

  /** Whether the option is not one of the options of all commands. */
  private boolean isCommandSpecific(OptionSpec option) {
    return !option.hidden() && root.findOption(option.longestName()) == null;
  }

  private void addOption(OptionSpec option) {
    String names =
        Arrays.stream(option.names()).map(RoffWriter::bold).collect(Collectors.joining(", "));
    String value = option.arity().max() == 0 ? "" : " " + RoffWriter.italic(option.paramLabel());
    page.definition(names + value, CommandHelpText.lines(option.description()));
  }

  private void addExitStatuses(CommandSpec command) {
    command
        .usageMessage()
        .exitCodeList()
        .forEach((status, meaning) -> page.definition(RoffWriter.bold(status), List.of(meaning)));
  }
}
