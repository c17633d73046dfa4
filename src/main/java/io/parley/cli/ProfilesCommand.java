package io.parley.cli;

import io.parley.cli.destination.ClientConfigFile;
import io.parley.config.InvalidSettingsException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley profiles}: what a shell asks when Tab is pressed where a profile may stand. */
@Command(
    name = ProfilesCommand.NAME,
    hidden = true,
    description = "Print the names of the profiles, for a shell that completes them.")
public final class ProfilesCommand implements Callable<Integer> {
  /** The launcher knows it, too. */
  public static final String NAME = "profiles";

  @ParentCommand ParleyCommand parley;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InvalidSettingsException {
    ClientConfigFile own = ClientConfigFile.read(parley.surroundings().configFolder());
    PrintWriter out = spec.commandLine().getOut();
    own.readProfiles().all().keySet().forEach(out::println);
    out.flush();
    return CommandLine.ExitCode.OK;
  }
}
