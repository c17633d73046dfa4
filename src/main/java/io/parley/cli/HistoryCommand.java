package io.parley.cli;

import ch.qos.logback.classic.Level;
import io.parley.cli.option.ConfigOption;
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
      "Export, import or delete stored messages.",
      "The server may run at the same time."
    },
    footer = {
      "  parley history export --since 2026-01-31",
      "  parley history prune --older-than 365d"
    },
    subcommands = {
      HistoryExportCommand.class,
      HistoryImportCommand.class,
      HistoryPruneCommand.class
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
  MessageStore openExisting(ConfigOption config) throws InvalidSettingsException, HistoryException {
    HistorySettings settings = readSettings(config);
    Optional<Path> file = settings.file();
    if (file.isPresent()) {
      requireExisting(file.get());
    }
    return MessageStoreFactory.open(settings);
  }

  private static void requireExisting(Path file) throws HistoryException {
    try {
      FileErrors.requireAccess(file);
    } catch (IOException e) {
      throw new HistoryException(file.toAbsolutePath() + ": " + FileErrors.describe(e), e);
    }
  }

  /**
   * Reads the settings of the history.
   *
   * @throws HistoryException if the history is in memory only
   */
  HistorySettings readSettings(ConfigOption config)
      throws InvalidSettingsException, HistoryException {
    Logging.setLevel(parley.debug ? Level.DEBUG : Level.WARN);
    HistorySettings settings = HistorySettings.read(parley.config(config.file()));
    if (settings.isInMemory()) {
      throw new HistoryException(
          "no stored history: parley.history.url is none (messages are kept in memory only)");
    }
    return settings;
  }
}
