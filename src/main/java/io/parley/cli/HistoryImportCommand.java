package io.parley.cli;

import io.parley.account.AccountDirectory;
import io.parley.account.AccountSettings;
import io.parley.account.sql.AccountStoreFactory;
import io.parley.cli.history.HistoryJson;
import io.parley.cli.history.HistoryLine;
import io.parley.cli.history.ImportLine;
import io.parley.cli.history.PrivateMessageImport;
import io.parley.cli.history.PrivateMessageLine;
import io.parley.cli.history.RoomLine;
import io.parley.cli.history.RoomLines;
import io.parley.cli.history.Utf8LineReader;
import io.parley.cli.option.ExitStatus;
import io.parley.cli.option.ServerFilesOptions;
import io.parley.config.InvalidSettingsException;
import io.parley.conversation.PrivateMessageStore;
import io.parley.conversation.sql.PrivateMessageStoreFactory;
import io.parley.file.FileErrors;
import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import io.parley.history.MessageStore;
import io.parley.history.RefusedIdException;
import io.parley.history.StoredMessage;
import io.parley.history.factory.MessageStoreFactory;
import io.parley.history.factory.UnnumberedImport;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * {@code parley history import}: stores messages that export wrote, one batch at a time, and then
 * those without ids.
 */
@Command(
    name = "import",
    description = {
      "Import messages that were exported as jsonl, with their ids, and after them those without ids, which get"
          + " new ids in the order of their times.",
      "Settings and roles of rooms are imported if the room has none; a running server takes them at its next start.",
      "Private messages belong to the accounts that have the nicknames, and get new ids; without the accounts"
          + " they are skipped.",
      "Messages that are already stored are skipped. The import stops at an id that belongs to another message."
    },
    footer = {
      "  parley history import all.jsonl",
      "  parley history export | parley history import --config other.conf"
    })
final class HistoryImportCommand implements Callable<Integer> {
  private static final int BATCH_SIZE = 500;
  private static final String STANDARD_INPUT = "-";

  @ParentCommand HistoryCommand history;
  @Spec CommandSpec spec;
  @Mixin ServerFilesOptions files = new ServerFilesOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The exported messages (default, or -: standard input).")
  @Nullable String file;

  private final RoomLines rooms = new RoomLines();
  private long imported;
  private long alreadyPresent;
  private long skipped;

  @Override
  public Integer call() throws InvalidSettingsException, HistoryException, IOException {
    HistorySettings settings = history.readSettings(files);
    AccountSettings accountSettings = AccountSettings.read(history.config(files));
    try (Utf8LineReader lines =
            new Utf8LineReader(openInput()); // first: a wrong file name must not create a history
        MessageStore store = MessageStoreFactory.open(settings);
        UnnumberedImport unnumbered = new UnnumberedImport();
        AccountDirectory accounts =
            AccountDirectory.open(
                AccountStoreFactory.beside(store), accountSettings, InstantSource.system());
        PrivateMessageStore privateStore =
            PrivateMessageStoreFactory.beside(store, settings, account -> true)) {
      PrivateMessageImport privateMessages = new PrivateMessageImport(privateStore, accounts);
      List<StoredMessage> batch = new ArrayList<>(BATCH_SIZE);
      Map<Long, Long> lineOfId = new HashMap<>();
      for (Optional<HistoryLine> next = readLine(lines); next.isPresent(); next = readLine(lines)) {
        if (next.get() instanceof RoomLine room) {
          rooms.add(room);
          continue;
        }
        if (next.get() instanceof PrivateMessageLine each) {
          privateMessages.add(each.content(), each.receiver());
          continue;
        }
        ImportLine message = (ImportLine) next.get();
        OptionalLong id = message.id();
        if (id.isEmpty()) {
          unnumbered.add(message.content());
          continue;
        }
        batch.add(message.stored());
        lineOfId.put(id.getAsLong(), lines.lineNumber());
        if (batch.size() == BATCH_SIZE) {
          importBatch(store, batch, lineOfId);
        }
      }
      importBatch(store, batch, lineOfId);
      importUnnumbered(store, unnumbered);
      importRooms(store);
      privateMessages.store();
      imported += privateMessages.imported();
      alreadyPresent += privateMessages.present();
      skipped = privateMessages.skipped();
    }
    ParleyCommand.print(spec.commandLine().getErr(), summary());
    return ExitStatus.OK;
  }

  private InputStream openInput() throws IOException {
    if (file == null || file.equals(STANDARD_INPUT)) {
      return new FilterInputStream(System.in) {
        @Override
        public void close() {
          // standard input stays open
        }
      };
    }
    Path path = Path.of(file);
    try {
      FileErrors.requireReadableFile(path);
      return Files.newInputStream(path);
    } catch (IOException e) {
      throw new IOException(file + ": " + FileErrors.describe(e), e);
    }
  }

  private Optional<HistoryLine> readLine(Utf8LineReader lines)
      throws IOException, HistoryException {
    try {
      return lines.readLine().map(HistoryJson::readLine);
    } catch (IllegalArgumentException e) {
      throw lineError(lines.lineNumber(), String.valueOf(e.getMessage()), e);
    }
  }

  private void importBatch(MessageStore store, List<StoredMessage> batch, Map<Long, Long> lineOfId)
      throws HistoryException {
    try {
      int stored = store.importMessages(batch);
      imported += stored;
      alreadyPresent += batch.size() - stored;
    } catch (RefusedIdException e) {
      throw lineError(lineOfId.getOrDefault(e.id(), 0L), String.valueOf(e.getMessage()), e);
    } catch (HistoryException e) {
      throw new HistoryException(e.getMessage() + "; " + summary(), e);
    }
    batch.clear();
    lineOfId.clear();
  }

  private void importUnnumbered(MessageStore store, UnnumberedImport unnumbered)
      throws HistoryException {
    long before = imported;
    try {
      unnumbered.storeIn(store, stored -> imported += stored);
    } catch (HistoryException e) {
      throw new HistoryException(e.getMessage() + "; " + summary(), e);
    }
    alreadyPresent += unnumbered.size() - (imported - before);
  }

  private void importRooms(MessageStore store) throws HistoryException {
    try {
      rooms.storeIn(store);
    } catch (HistoryException e) {
      throw new HistoryException(e.getMessage() + "; " + summary(), e);
    }
  }

  private HistoryException lineError(long line, String error, Exception cause) {
    return new HistoryException("line " + line + ": " + error + "; " + summary(), cause);
  }

  private String summary() {
    return imported
        + (imported == 1 ? " message" : " messages")
        + " imported, "
        + alreadyPresent
        + " already present"
        + (skipped == 0 ? "" : ", " + skipped + " skipped, as an account is missing")
        + rooms.summary();
  }
}
