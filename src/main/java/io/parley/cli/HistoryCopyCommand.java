package io.parley.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import io.parley.access.sql.RoomCopy;
import io.parley.account.sql.AccountCopy;
import io.parley.cli.history.CopyProgress;
import io.parley.cli.history.HistoryUrlConverter;
import io.parley.cli.option.ExitStatus;
import io.parley.cli.option.ServerFilesOptions;
import io.parley.config.InvalidSettingsException;
import io.parley.conversation.sql.PrivateMessageCopy;
import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import io.parley.history.MessageCount;
import io.parley.history.MessageStore;
import io.parley.history.factory.HistoryTransfer;
import io.parley.history.factory.MessageStoreFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley history copy}: moves a history between SQLite and PostgreSQL. */
@Command(
    name = "copy",
    description = {
      "Copy a history to another database, with all ids, the accounts, and the settings and roles of rooms. Stop the server first.",
      "The target must have no messages and no accounts. PARLEY_HISTORY_USER and PARLEY_HISTORY_PASSWORD are the credentials for"
          + " PostgreSQL."
    },
    footer = {
      "  parley history copy sqlite jdbc:postgresql://db.example/parley",
      "  parley history copy jdbc:postgresql://db.example/parley jdbc:sqlite:parley.db"
    })
final class HistoryCopyCommand implements Callable<Integer> {
  /** What of JLine asks the system; the same as in the client. */
  private static final String PROVIDER = "exec";

  private static final String URL = "parley.history.url";
  private static final Duration COUNT_LIMIT = Duration.ofSeconds(2);

  @ParentCommand HistoryCommand history;
  @Spec CommandSpec spec;
  @Mixin ServerFilesOptions files = new ServerFilesOptions();

  @Parameters(
      index = "0",
      paramLabel = "FROM",
      converter = HistoryUrlConverter.class,
      description = "The URL of the history, as parley.history.url.")
  String from = ""; // always replaced: the parameter is required, as the next one

  @Parameters(
      index = "1",
      paramLabel = "TO",
      converter = HistoryUrlConverter.class,
      description = "The URL of the copy.")
  String to = "";

  @Override
  public Integer call() throws InvalidSettingsException, HistoryException {
    Config config = history.config(files);
    HistorySettings source = settings(config, from);
    HistorySettings target = settings(config, to);
    HistoryCommand.requireExisting(source);
    AccountCopy.requireEmpty(target);
    HistoryTransfer.requireEmpty(target);
    Map<Long, Long> copiedAccounts = AccountCopy.copy(source, target);
    PrintWriter err = spec.commandLine().getErr();
    long copied =
        isTerminal(SystemStream.Error)
            ? copyWithProgress(source, target, copiedAccounts)
            : HistoryTransfer.copy(source, target, copiedAccounts, messages -> {});
    int accounts = copiedAccounts.size();
    long privately = PrivateMessageCopy.copy(source, target, copiedAccounts);
    int rooms = RoomCopy.copy(source, target, copiedAccounts);
    ParleyCommand.print(
        err,
        new MessageCount(copied, true)
            + (accounts == 0
                ? ""
                : accounts == 1 ? " and 1 account" : " and " + accounts + " accounts")
            + (privately == 0
                ? ""
                : " with "
                    + privately
                    + (privately == 1 ? " private message" : " private messages"))
            + (rooms == 0
                ? ""
                : " with the settings and roles of " + rooms + (rooms == 1 ? " room" : " rooms"))
            + " copied to "
            + target.location());
    return ExitStatus.OK;
  }

  private static boolean isTerminal(SystemStream stream) {
    try {
      return TerminalProvider.load(PROVIDER).isSystemStream(stream);
    } catch (IOException e) {
      return false;
    }
  }

  private long copyWithProgress(
      HistorySettings source, HistorySettings target, Map<Long, Long> accounts)
      throws HistoryException {
    try (CopyProgress progress = new CopyProgress(spec.commandLine().getErr(), count(source))) {
      return HistoryTransfer.copy(source, target, accounts, progress);
    }
  }

  private static MessageCount count(HistorySettings history) throws HistoryException {
    try (MessageStore store = MessageStoreFactory.open(history)) {
      return store.count(COUNT_LIMIT);
    }
  }

  private static HistorySettings settings(Config config, String url)
      throws InvalidSettingsException {
    return HistorySettings.read(config.withValue(URL, ConfigValueFactory.fromAnyRef(url)));
  }
}
