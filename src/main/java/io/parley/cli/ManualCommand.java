package io.parley.cli;

import io.parley.cli.help.ManualPage;
import io.parley.cli.option.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code parley manual}: prints the manual page. */
@Command(
    name = "manual",
    description = "Print the manual page in roff format.",
    footer = {
      "  parley manual | man -l -               read it",
      "  parley manual > ~/.local/share/man/man1/parley.1"
    })
final class ManualCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine command = spec.commandLine();
    command.getOut().print(ManualPage.generate(spec.root()));
    command.getOut().flush();
    return ExitStatus.OK;
  }
}
