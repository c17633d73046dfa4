package io.parley.cli;

import io.parley.cli.option.DurationConverter;
import io.parley.cli.option.ExitStatus;
import io.parley.cli.option.ServerFilesOptions;
import io.parley.config.InvalidSettingsException;
import io.parley.conversation.PrivateMessageStore;
import io.parley.conversation.sql.PrivateMessageStoreFactory;
import io.parley.history.HistoryException;
import io.parley.history.MessageStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley history prune}: deletes old messages. */
@Command(
    name = "prune",
    description =
        "Delete old messages permanently, private ones too. The current topics of rooms are kept.",
    footer = "  parley history prune --older-than 365d")
final class HistoryPruneCommand implements Callable<Integer> {
  @ParentCommand HistoryCommand history;
  @Spec CommandSpec spec;
  @Mixin ServerFilesOptions files = new ServerFilesOptions();

  @Option(
      names = "--older-than",
      required = true,
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Delete messages older than TIME, for example 365d, 12h or 30m.")
  Duration age = Duration.ofDays(36_500); // always replaced: the option is required

  @Override
  public Integer call() throws InvalidSettingsException, HistoryException {
    try (MessageStore store = history.openExisting(files);
        PrivateMessageStore privateStore =
            PrivateMessageStoreFactory.beside(store, history.readSettings(files), id -> true)) {
      Instant olderThan = InstantSource.system().instant().minus(age);
      long deleted = store.prune(olderThan) + privateStore.prune(olderThan);
      ParleyCommand.print(
          spec.commandLine().getErr(),
          deleted + (deleted == 1 ? " message" : " messages") + " deleted");
      return ExitStatus.OK;
    }
  }
}
