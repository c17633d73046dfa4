package io.parley.cli;

import io.parley.cli.option.ExitStatus;
import io.parley.cli.option.ServerFilesOptions;
import io.parley.config.InvalidSettingsException;
import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import io.parley.history.MessageCount;
import io.parley.history.factory.HistoryTransfer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley history backup}: copies the SQLite file while a server may use it. */
@Command(
    name = "backup",
    description = {
      "Copy the SQLite history to FILE, as it is at one moment.",
      "The copy is checked for damage and accessible to you only. For PostgreSQL use pg_dump."
    },
    footer = "  parley history backup parley-backup.db")
final class HistoryBackupCommand implements Callable<Integer> {
  @ParentCommand HistoryCommand history;
  @Spec CommandSpec spec;
  @Mixin ServerFilesOptions files = new ServerFilesOptions();

  @Option(names = "--force", description = "Replace FILE if it exists.")
  boolean force;

  @Parameters(paramLabel = "FILE", description = "The file for the copy.")
  Path file = Path.of(""); // always replaced: the parameter is required

  @Override
  public Integer call() throws InvalidSettingsException, HistoryException {
    HistorySettings settings = history.readSettings(files);
    HistoryCommand.requireExisting(settings);
    if (!force && Files.exists(file)) {
      throw new HistoryException(file + " exists already; --force replaces it");
    }
    MessageCount messages = new MessageCount(HistoryTransfer.backup(settings, file, force), true);
    ParleyCommand.print(spec.commandLine().getErr(), messages + " copied to " + file);
    return ExitStatus.OK;
  }
}
