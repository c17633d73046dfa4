package io.parley.cli;

import ch.qos.logback.classic.Level;
import com.typesafe.config.Config;
import io.parley.cli.option.ServerFilesOptions;
import io.parley.config.InvalidSettingsException;
import io.parley.file.FileErrors;
import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import io.parley.history.MessageStore;
import io.parley.history.factory.MessageStoreFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley history}: operations on the stored messages, for the operator. */
@Command(
    name = "history",
    description = {
      "Export, import, delete or copy stored messages.",
      "The server may run at the same time."
    },
    footer = {
      "  parley history export --since 2026-01-31",
      "  parley history prune --older-than 365d",
      "  parley history backup parley-backup.db"
    },
    subcommands = {
      HistoryExportCommand.class,
      HistoryImportCommand.class,
      HistoryPruneCommand.class,
      HistoryBackupCommand.class,
      HistoryCopyCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
final class HistoryCommand implements Runnable {
  @ParentCommand ParleyCommand parley;
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }

  /**
   * Opens the configured history.
   *
   * @throws HistoryException if it does not exist or cannot be opened
   */
  MessageStore openExisting(ServerFilesOptions files)
      throws InvalidSettingsException, HistoryException {
    HistorySettings settings = readSettings(files);
    requireExisting(settings);
    return MessageStoreFactory.open(settings);
  }

  /**
   * Checks that there is a history.
   *
   * @throws HistoryException if there is none, or if that cannot be found out
   */
  static void requireExisting(HistorySettings settings) throws HistoryException {
    if (MessageStoreFactory.exists(settings)) {
      return;
    }
    Optional<Path> file = settings.file();
    try {
      if (file.isPresent()) {
        FileErrors.requireAccess(file.get());
      }
    } catch (IOException e) {
      if (!FileErrors.isMissing(e)) {
        throw new HistoryException(settings.location() + ": " + FileErrors.describe(e), e);
      }
    }
    throw new HistoryException("there is no history in " + settings.location());
  }

  /** Loads the configuration, for a command whose log is its errors. */
  Config config(ServerFilesOptions files) throws InvalidSettingsException {
    Logging.setLevel(parley.debug ? Level.DEBUG : Level.WARN);
    return parley.config(files);
  }

  /**
   * Reads the settings of the history.
   *
   * @throws HistoryException if the history is in memory only
   */
  HistorySettings readSettings(ServerFilesOptions files)
      throws InvalidSettingsException, HistoryException {
    HistorySettings settings = HistorySettings.read(config(files));
    if (settings.isInMemory()) {
      throw new HistoryException(
          "no stored history: parley.history.url is none (messages are kept in memory only)");
    }
    return settings;
  }
}
