package io.parley.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page, {@code parley.1}, made from the model of the command line. */
final class ManualPage {

  /** What stands in the page and is no part of the command line. */
  private record Entry(String name, String meaning) {}

  private static final List<Entry> FILES =
      List.of(
          new Entry(
              "application.conf",
              "Beside the program: every setting with its unit, its default and its reason."
                  + " --config names another file."),
          new Entry(
              "$XDG_CONFIG_HOME/parley/client.conf",
              "Your own: profiles of servers, which of them is the default, and settings below"
                  + " parley.client. Unless the variable is set it is in ~/.config/parley."),
          new Entry(
              "$XDG_STATE_HOME/parley/recent.json",
              "Which server, port and nickname you used last. Unless the variable is set it is in"
                  + " ~/.local/state/parley."),
          new Entry(
              "$XDG_STATE_HOME/parley/typed",
              "The last 1000 lines that you typed in a terminal, readable for you alone."));

  private static final List<Entry> ENVIRONMENT =
      List.of(
          new Entry("JAVA_HOME", "The Java to run on; else the one on the PATH."),
          new Entry("PARLEY_JAVA_OPTS", "Options for Java itself."),
          new Entry(
              "PARLEY_HISTORY_URL",
              "Where the server keeps what was said, whatever its file says."),
          new Entry(
              "PARLEY_HISTORY_USER, PARLEY_HISTORY_PASSWORD",
              "Who asks the database, and with which password."),
          new Entry("NO_COLOR", "No colours in the terminal, if it is set to anything."),
          new Entry("XDG_CONFIG_HOME, XDG_STATE_HOME", "The folders of the files above."));

  private final CommandSpec root;
  private final List<CommandSpec> commands = new ArrayList<>();
  private final Roff page;

  private ManualPage(CommandSpec root) {
    this.root = root;
    gather(root);
    this.page =
        new Roff(
            root.name().toUpperCase(Locale.ROOT), "1", String.join(" ", root.version()), "Parley");
  }

  static String of(CommandSpec root) {
    return new ManualPage(root).written();
  }

  private void gather(CommandSpec command) {
    for (CommandSpec each : CommandText.subcommands(command)) {
      if (each.subcommands().isEmpty()) {
        commands.add(each);
      }
      gather(each);
    }
  }

  private String written() {
    page.section("NAME").paragraph(root.name() + " - " + CommandText.summary(root));
    page.section("SYNOPSIS");
    commands.forEach(this::synopsis);
    page.section("OPTIONS OF ALL COMMANDS");
    root.options().stream().filter(option -> !option.hidden()).forEach(this::option);
    page.section("COMMANDS");
    commands.forEach(this::command);
    page.section("EXIT STATUS");
    statuses(root);
    page.section("FILES");
    FILES.forEach(file -> page.term(Roff.italic(file.name()), List.of(file.meaning())));
    page.section("ENVIRONMENT");
    ENVIRONMENT.forEach(each -> page.term(Roff.bold(each.name()), List.of(each.meaning())));
    page.section("EXAMPLES");
    for (CommandSpec each : commands) {
      page.verbatim(CommandText.lines(each.usageMessage().footer()));
    }
    return page.toString();
  }

  private void synopsis(CommandSpec command) {
    String name = command.qualifiedName();
    page.synopsis(name, CommandText.synopsis(command).substring(name.length()).strip());
  }

  private void command(CommandSpec command) {
    page.subsection(command.qualifiedName());
    page.paragraph(CommandText.of(command.usageMessage().description()));
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      if (!parameter.hidden()) {
        page.term(Roff.italic(parameter.paramLabel()), CommandText.lines(parameter.description()));
      }
    }
    command.options().stream().filter(this::isOwn).forEach(this::option);
    if (!command.usageMessage().exitCodeList().equals(root.usageMessage().exitCodeList())) {
      page.paragraph("Exit status:");
      statuses(command);
    }
  }

  /** Those of all commands stand in a section of their own. */
  private boolean isOwn(OptionSpec option) {
    return !option.hidden() && root.findOption(option.longestName()) == null;
  }

  private void option(OptionSpec option) {
    String names = Arrays.stream(option.names()).map(Roff::bold).collect(Collectors.joining(", "));
    String value = option.arity().max() == 0 ? "" : " " + Roff.italic(option.paramLabel());
    page.term(names + value, CommandText.lines(option.description()));
  }

  private void statuses(CommandSpec command) {
    command
        .usageMessage()
        .exitCodeList()
        .forEach((status, meaning) -> page.term(Roff.bold(status), List.of(meaning)));
  }
}
