package io.parley.cli;

import io.parley.cli.help.Shell;
import io.parley.cli.option.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley completion}: prints the completion script of a shell. */
@Command(
    name = "completion",
    description = "Print the completion script of a shell.",
    footer = {
      "  eval \"$(parley completion bash)\"       in ~/.bashrc",
      "  source <(parley completion zsh)        in ~/.zshrc",
      "  parley completion fish | source        in ~/.config/fish/config.fish"
    })
final class CompletionCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "SHELL",
      converter = Shell.Converter.class,
      completionCandidates = Shell.Converter.class,
      description = "bash, zsh or fish.")
  Shell shell;

  @Override
  public Integer call() {
    CommandLine command = spec.commandLine();
    command.getOut().print(shell.script(spec.root().commandLine()));
    command.getOut().flush();
    return ExitStatus.OK;
  }
}
