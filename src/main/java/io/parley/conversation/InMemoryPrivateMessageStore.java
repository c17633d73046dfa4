package io.parley.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/** Private messages that are lost when the server ends. The oldest go when there are too many. */
public final class InMemoryPrivateMessageStore implements PrivateMessageStore {
  /** What a message takes besides its text, in bytes. */
  private static final int MESSAGE_BYTES = 300;

  private final LongPredicate accounts;
  private final long maxBytes;
  private final TreeMap<Long, StoredPrivateMessage> messages = new TreeMap<>();
  private final Map<Long, Long> marks = new HashMap<>();
  private long last;
  private long bytes;

  /**
   * @param accounts whether there is an account with an id
   * @param maxBytes the size of all messages, in bytes
   */
  public InMemoryPrivateMessageStore(LongPredicate accounts, long maxBytes) {
    this.accounts = accounts;
    this.maxBytes = maxBytes;
  }

  @Override
  public synchronized Optional<StoredPrivateMessage> append(NewPrivateMessage message) {
    if (!accounts.test(message.sender().account())
        || !accounts.test(message.receiver().account())) {
      return Optional.empty();
    }
    return Optional.of(add(message));
  }

  private StoredPrivateMessage add(NewPrivateMessage message) {
    StoredPrivateMessage stored = new StoredPrivateMessage(++last, message);
    messages.put(stored.id(), stored);
    bytes += bytes(stored);
    while (bytes > maxBytes && messages.size() > 1) {
      bytes -= bytes(messages.pollFirstEntry().getValue());
    }
    return stored;
  }

  private static long bytes(StoredPrivateMessage message) {
    return MESSAGE_BYTES + 2L * message.content().text().length();
  }

  @Override
  public synchronized LeftCount countLeft(long receiver, long sender, int limit) {
    List<StoredPrivateMessage> left = left(receiver, limit);
    return new LeftCount(
        (int) left.stream().filter(m -> m.content().sender().account() == sender).count(),
        left.size());
  }

  @Override
  public synchronized List<StoredPrivateMessage> left(long receiver, int limit) {
    return messages.tailMap(marks.getOrDefault(receiver, 0L), false).values().stream()
        .filter(m -> m.content().receiver().account() == receiver)
        .filter(m -> m.content().sender().account() != receiver)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized void raiseMarks(Map<Long, Long> raised) {
    raised.forEach(
        (account, id) -> {
          if (accounts.test(account)) {
            marks.merge(account, id, Math::max);
          }
        });
  }

  @Override
  public synchronized List<StoredPrivateMessage> before(
      long account, long other, long before, int limit) {
    List<StoredPrivateMessage> page =
        new ArrayList<>(
            messages.headMap(before, false).descendingMap().values().stream()
                .filter(message -> isBetween(message.content(), account, other))
                .limit(limit)
                .toList());
    Collections.reverse(page);
    return page;
  }

  private static boolean isBetween(NewPrivateMessage message, long account, long other) {
    long sender = message.sender().account();
    long receiver = message.receiver().account();
    return (sender == account && receiver == other) || (sender == other && receiver == account);
  }

  @Override
  public synchronized List<StoredPrivateMessage> after(long id, int limit) {
    return messages.tailMap(id, false).values().stream().limit(limit).toList();
  }

  @Override
  public synchronized int importMessages(List<NewPrivateMessage> imported) {
    int added = 0;
    for (NewPrivateMessage message : imported) {
      if (messages.values().stream().noneMatch(stored -> isSame(stored.content(), message))) {
        raiseMarks(Map.of(message.receiver().account(), add(message).id()));
        added++;
      }
    }
    return added;
  }

  private static boolean isSame(NewPrivateMessage stored, NewPrivateMessage message) {
    return stored.sender().account() == message.sender().account()
        && stored.receiver().account() == message.receiver().account()
        && stored.time().equals(message.time())
        && stored.kind() == message.kind()
        && stored.text().equals(message.text());
  }

  @Override
  public synchronized long prune(Instant olderThan) {
    return removeIf(message -> message.content().time().isBefore(olderThan));
  }

  @Override
  public synchronized int trim(long sender, int max) {
    List<Long> sent =
        messages.descendingMap().values().stream()
            .filter(message -> message.content().sender().account() == sender)
            .map(StoredPrivateMessage::id)
            .skip(max)
            .toList();
    return removeIf(message -> sent.contains(message.id()));
  }

  @Override
  public synchronized void removeAccount(long account) {
    int unused =
        removeIf(
            message ->
                message.content().sender().account() == account
                    || message.content().receiver().account() == account);
    marks.remove(account);
  }

  private int removeIf(Predicate<StoredPrivateMessage> condition) {
    int before = messages.size();
    messages
        .values()
        .removeIf(
            message -> {
              boolean removed = condition.test(message);
              bytes -= removed ? bytes(message) : 0;
              return removed;
            });
    return before - messages.size();
  }

  @Override
  public void close() {
    // There is nothing to free.
  }
}
