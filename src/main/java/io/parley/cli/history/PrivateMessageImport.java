package io.parley.cli.history;

import io.parley.account.Account;
import io.parley.account.AccountDirectory;
import io.parley.conversation.Correspondent;
import io.parley.conversation.NewPrivateMessage;
import io.parley.conversation.PrivateMessageStore;
import io.parley.history.HistoryException;
import io.parley.history.NewMessage;
import io.parley.protocol.Nickname;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Imports private messages, which get new ids. One whose sender or receiver has no account is
 * skipped.
 */
public final class PrivateMessageImport {
  private static final int BATCH_SIZE = 500;

  private final PrivateMessageStore store;
  private final AccountDirectory accounts;
  private final List<NewPrivateMessage> batch = new ArrayList<>();
  private long imported;
  private long present;
  private long skipped;

  public PrivateMessageImport(PrivateMessageStore store, AccountDirectory accounts) {
    this.store = store;
    this.accounts = accounts;
  }

  /**
   * Adds a message.
   *
   * @param content its room is ignored
   * @param receiver the nickname of the receiver
   */
  public void add(NewMessage content, String receiver) throws HistoryException {
    Optional<Correspondent> from = correspondent(content.nickname());
    Optional<Correspondent> to = correspondent(receiver);
    if (from.isEmpty() || to.isEmpty()) {
      skipped++;
      return;
    }
    batch.add(
        new NewPrivateMessage(
            content.time(), from.get(), to.get(), content.kind(), content.text()));
    if (batch.size() == BATCH_SIZE) {
      store();
    }
  }

  /** Stores what was added since the last full batch. */
  public void store() throws HistoryException {
    int stored = store.importMessages(batch);
    imported += stored;
    present += batch.size() - stored;
    batch.clear();
  }

  /** The number of new messages. */
  public long imported() {
    return imported;
  }

  /** The number of messages that were stored already. */
  public long present() {
    return present;
  }

  /** The number of messages from or to somebody without an account. */
  public long skipped() {
    return skipped;
  }

  private Optional<Correspondent> correspondent(String nickname) {
    Nickname named = Nickname.sanitize(nickname);
    return accounts.ownerOf(named).map(Account::id).map(id -> new Correspondent(id, named.value()));
  }
}
