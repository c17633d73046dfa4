package io.parley.cli;

import io.parley.cli.option.ConfigOption;
import io.parley.cli.option.DurationConverter;
import io.parley.config.InvalidSettingsException;
import io.parley.history.HistoryException;
import io.parley.history.MessageStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley history prune}: forgets for good what is old. */
@Command(
    name = "prune",
    description = "Forget for good what is old; only the topics that rooms have now stay.",
    footer = "  parley history prune --older-than 365d")
final class HistoryPruneCommand implements Callable<Integer> {
  @ParentCommand HistoryCommand history;
  @Spec CommandSpec spec;
  @Mixin ConfigOption config = new ConfigOption();

  @Option(
      names = "--older-than",
      required = true,
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Such as 365d, 12h or 30m.")
  Duration age = Duration.ofDays(36_500); // replaced, as it is required

  @Override
  public Integer call() throws InvalidSettingsException, HistoryException {
    try (MessageStore store = history.openExisting(config)) {
      long gone = store.prune(InstantSource.system().instant().minus(age));
      spec.commandLine().getErr().println("parley: " + gone + " forgotten");
      spec.commandLine().getErr().flush();
      return CommandLine.ExitCode.OK;
    }
  }
}
