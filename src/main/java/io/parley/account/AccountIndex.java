package io.parley.account;

import io.parley.protocol.Nickname;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * All accounts by id, and by what their nicknames look like. The keys are computed when an account
 * is loaded: they change with the tables of Unicode, and so nothing stores them. Reading takes no
 * lock; one thread at a time writes.
 */
final class AccountIndex {
  private final Map<Long, StoredAccount> accounts = new ConcurrentHashMap<>();

  /**
   * The accounts that own a key, the oldest first. It is one, unless newer tables have made two
   * nicknames alike that were not when they were registered; then the older account owns the key.
   */
  private final Map<String, List<Long>> owners = new ConcurrentHashMap<>();

  Optional<StoredAccount> find(long id) {
    return Optional.ofNullable(accounts.get(id));
  }

  /** The owner of the nickname itself, or else of one that looks like it. */
  Optional<Account> ownerOf(Nickname nickname) {
    if (accounts.isEmpty()) {
      return Optional.empty(); // without the tables of look-alikes
    }
    return nickname.identityKeys().stream().flatMap(key -> ownersOf(key).stream()).findFirst();
  }

  /** The owners of a key of {@link Nickname#identityKeys}, the oldest first. */
  List<Account> ownersOf(String key) {
    return owners.getOrDefault(key, List.of()).stream()
        .flatMap(id -> find(id).stream())
        .map(StoredAccount::account)
        .toList();
  }

  /** All accounts in the order of their ids. */
  List<Account> all() {
    return accounts.values().stream()
        .map(StoredAccount::account)
        .sorted(Comparator.comparingLong(Account::id))
        .toList();
  }

  Collection<Long> ids() {
    return List.copyOf(accounts.keySet());
  }

  int size() {
    return accounts.size();
  }

  /** Adds an account or replaces it. */
  void put(StoredAccount next) {
    Account account = next.account();
    Optional<StoredAccount> earlier = Optional.ofNullable(accounts.put(account.id(), next));
    List<String> keys = keysOf(account).toList();
    keys.forEach(key -> owners.merge(key, List.of(account.id()), AccountIndex::union));
    earlier.ifPresent(
        old ->
            keysOf(old.account())
                .filter(key -> !keys.contains(key))
                .forEach(key -> removeOwner(key, account.id())));
  }

  /** Removes an account, and returns it. */
  Optional<StoredAccount> remove(long id) {
    Optional<StoredAccount> removed = Optional.ofNullable(accounts.remove(id));
    removed.ifPresent(old -> keysOf(old.account()).forEach(key -> removeOwner(key, id)));
    return removed;
  }

  private void removeOwner(String key, long id) {
    owners.computeIfPresent(
        key,
        (k, ids) -> {
          List<Long> others = ids.stream().filter(other -> other != id).toList();
          return others.isEmpty() ? null : others;
        });
  }

  private static Stream<String> keysOf(Account account) {
    return account.nicknames().stream()
        .flatMap(nickname -> nickname.identityKeys().stream())
        .distinct();
  }

  private static List<Long> union(List<Long> old, List<Long> added) {
    List<Long> all = new ArrayList<>(old);
    added.stream().filter(id -> !old.contains(id)).forEach(all::add);
    all.sort(Comparator.naturalOrder());
    return List.copyOf(all);
  }
}
