package io.parley.cli;

import io.parley.cli.destination.ClientConfigFile;
import io.parley.cli.option.ExitStatus;
import io.parley.cli.option.ProfileCandidates;
import io.parley.config.InvalidSettingsException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley profiles}: prints the profile names, for the completion of a shell. */
@Command(
    name = ProfileCandidates.LIST_COMMAND,
    hidden = true,
    description = "Print the names of the profiles.")
final class ProfilesCommand implements Callable<Integer> {
  @ParentCommand ParleyCommand parley;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InvalidSettingsException {
    ClientConfigFile file = ClientConfigFile.read(parley.environment().configFolder());
    PrintWriter out = spec.commandLine().getOut();
    file.profiles().all().keySet().forEach(out::println);
    out.flush();
    return ExitStatus.OK;
  }
}
