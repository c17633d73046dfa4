package io.parley.conversation.sql;

import io.parley.conversation.Correspondent;
import io.parley.conversation.NewPrivateMessage;
import io.parley.conversation.StoredPrivateMessage;
import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies all private messages to a database that has none. They keep their ids, and each account
 * the newest message that it has got.
 */
public final class PrivateMessageCopy {
  private static final int BATCH_SIZE = 500;

  private PrivateMessageCopy() {}

  /**
   * Copies them.
   *
   * @param accounts the ids of accounts in the target by those in the source
   * @return the number of messages; those of an account that is not in the target are left out
   * @throws HistoryException if one of the databases fails; the target is incomplete then
   */
  public static long copy(HistorySettings from, HistorySettings to, Map<Long, Long> accounts)
      throws HistoryException {
    try (SqlPrivateMessageStore source = PrivateMessageStoreFactory.openStored(from);
        SqlPrivateMessageStore target = PrivateMessageStoreFactory.openStored(to)) {
      long copied = 0;
      List<StoredPrivateMessage> batch = source.after(0, BATCH_SIZE);
      while (!batch.isEmpty()) {
        List<StoredPrivateMessage> next =
            batch.stream()
                .filter(message -> isKnown(message.content(), accounts))
                .map(message -> copied(message, accounts))
                .toList();
        target.restore(next, Map.of(), source.lastId());
        copied += next.size();
        batch = source.after(batch.get(batch.size() - 1).id(), BATCH_SIZE);
      }
      target.restore(List.of(), copied(source.marks(), accounts), source.lastId());
      return copied;
    }
  }

  private static boolean isKnown(NewPrivateMessage message, Map<Long, Long> accounts) {
    return accounts.containsKey(message.sender().account())
        && accounts.containsKey(message.receiver().account());
  }

  private static StoredPrivateMessage copied(
      StoredPrivateMessage message, Map<Long, Long> accounts) {
    NewPrivateMessage content = message.content();
    return new StoredPrivateMessage(
        message.id(),
        new NewPrivateMessage(
            content.time(),
            copied(content.sender(), accounts),
            copied(content.receiver(), accounts),
            content.kind(),
            content.text()));
  }

  private static Correspondent copied(Correspondent correspondent, Map<Long, Long> accounts) {
    return new Correspondent(
        accounts.getOrDefault(correspondent.account(), 0L), correspondent.nickname());
  }

  private static Map<Long, Long> copied(Map<Long, Long> marks, Map<Long, Long> accounts) {
    Map<Long, Long> copies = new HashMap<>();
    marks.forEach(
        (account, id) -> {
          if (accounts.containsKey(account)) {
            copies.put(accounts.get(account), id);
          }
        });
    return copies;
  }
}
