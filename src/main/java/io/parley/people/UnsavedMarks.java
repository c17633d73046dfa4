package io.parley.people;

import io.parley.account.AccountReadMark;
import io.parley.account.ReadMark;
import io.parley.protocol.RoomName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The read marks that are not written yet, of each account and room the highest. The {@link
 * ReadMarkRegistry} owns it.
 */
final class UnsavedMarks {
  private final int max;

  /** By the accounts and the rooms' keys, the longest waiting account first. */
  private final Map<Long, Map<String, ReadMark>> marks = new LinkedHashMap<>();

  private int size;

  /**
   * @param max the number of marks that wait at most
   */
  UnsavedMarks(int max) {
    this.max = max;
  }

  /** Adds a mark, or raises it. Returns false if too many wait, so that it is not written. */
  boolean add(long account, ReadMark mark) {
    Map<String, ReadMark> ofAccount = marks.get(account);
    String key = RoomName.keyOf(mark.room());
    boolean known = ofAccount != null && ofAccount.containsKey(key);
    if (!known && size >= max) {
      return false;
    }
    if (!known) {
      size++;
    }
    marks
        .computeIfAbsent(account, id -> new LinkedHashMap<>())
        .merge(key, mark, UnsavedMarks::higher);
    return true;
  }

  /** The first marks, to be written; they stay until {@link #saved}. */
  List<AccountReadMark> first(int limit) {
    return marks.entrySet().stream()
        .flatMap(
            entry ->
                entry.getValue().values().stream()
                    .map(mark -> new AccountReadMark(entry.getKey(), mark)))
        .limit(limit)
        .toList();
  }

  /** These are written. One that was raised since is written again. */
  void saved(List<AccountReadMark> written) {
    for (AccountReadMark each : written) {
      Map<String, ReadMark> ofAccount = marks.get(each.account());
      if (ofAccount != null && ofAccount.remove(RoomName.keyOf(each.mark().room()), each.mark())) {
        size--;
        if (ofAccount.isEmpty()) {
          marks.remove(each.account());
        }
      }
    }
  }

  /** The marks of an account that are not written. */
  Collection<ReadMark> of(long account) {
    return marks.getOrDefault(account, Map.of()).values();
  }

  /** The account does not exist any more. */
  void remove(long account) {
    Map<String, ReadMark> removed = marks.remove(account);
    size -= removed == null ? 0 : removed.size();
  }

  boolean isEmpty() {
    return size == 0;
  }

  static ReadMark higher(ReadMark first, ReadMark second) {
    return second.messageId() > first.messageId() ? second : first;
  }
}
