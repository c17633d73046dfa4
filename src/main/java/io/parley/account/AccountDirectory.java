package io.parley.account;

import static io.parley.protocol.Problem.Code.NICKNAME_IS_MAIN;
import static io.parley.protocol.Problem.Code.NICKNAME_NOT_OWNED;
import static io.parley.protocol.Problem.Code.NICKNAME_OWNED;
import static io.parley.protocol.Problem.Code.NO_SUCH_ACCOUNT;
import static io.parley.protocol.Problem.Code.TOO_MANY_ACCOUNTS;
import static io.parley.protocol.Problem.Code.TOO_MANY_NICKNAMES;

import io.parley.history.HistoryException;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts and the rules of their nicknames: a store, and an index of it in memory. Its methods
 * block, except those that only read the index.
 *
 * <p>1. Every change is checked against the index, and stored only if the index has all earlier
 * changes; else the index is refreshed and the change is checked again. 2. Listeners are told of a
 * change before the method that made it returns. 3. The lock, the monitor of this object, is taken
 * for changes and refreshes, not for reading the index.
 */
public final class AccountDirectory implements AutoCloseable {
  /** More often than that no other process has a change between a refresh and a change. */
  private static final int MAX_ATTEMPTS = 20;

  private static final Logger LOG = LoggerFactory.getLogger(AccountDirectory.class);

  private final AccountStore store;
  private final int maxAccounts;
  private final int maxNicknames;
  private final InstantSource clock;
  private final AccountIndex index = new AccountIndex();
  private final List<Consumer<AccountEvent>> listeners = new CopyOnWriteArrayList<>();
  private long number; // of the last change in the index; guarded by this

  private AccountDirectory(
      AccountStore store, int maxAccounts, int maxNicknames, InstantSource clock) {
    this.store = store;
    this.maxAccounts = maxAccounts;
    this.maxNicknames = maxNicknames;
    this.clock = clock;
  }

  /**
   * Loads all accounts.
   *
   * @param store closed by {@link #close}
   * @throws HistoryException if the store cannot be read; it stays open
   */
  public static AccountDirectory open(
      AccountStore store, AccountSettings settings, InstantSource clock) throws HistoryException {
    AccountDirectory directory =
        new AccountDirectory(store, settings.maxAccounts(), settings.maxNicknames(), clock);
    directory.refresh();
    return directory;
  }

  /** A change that is checked and stored; empty if there was another change by now. */
  private interface Change<T> {
    Optional<T> make() throws RejectedException, HistoryException;
  }

  /** The account that owns a nickname, or one that looks like it. From memory. */
  public Optional<Account> ownerOf(Nickname nickname) {
    return index.ownerOf(nickname);
  }

  /** The account with an id. From memory. */
  public Optional<Account> find(long id) {
    return index.find(id).map(StoredAccount::account);
  }

  /** All accounts in the order of their registration. From memory. */
  public List<Account> all() {
    return index.all();
  }

  /** The number of accounts. From memory. */
  public int size() {
    return index.size();
  }

  /**
   * Reports changes from now on. The listener is called by one thread at a time, which holds a lock
   * of the accounts.
   */
  public void listen(Consumer<AccountEvent> listener) {
    listeners.add(listener);
  }

  /** Reads the changes of other processes. */
  public synchronized void refresh() throws HistoryException {
    AccountChanges changes = store.changesAfter(number);
    List<AccountEvent> events = new ArrayList<>();
    for (StoredAccount changed : changes.changed()) {
      Optional<StoredAccount> old = index.find(changed.account().id());
      if (!old.equals(Optional.of(changed))) {
        index.put(changed);
        old.ifPresentOrElse(
            before -> addEvents(before, changed, events),
            () -> events.add(new AccountEvent.AccountRegistered(changed.account())));
      }
    }
    for (long id : removed(changes)) {
      index.remove(id).ifPresent(old -> events.add(new AccountEvent.AccountRemoved(old.account())));
    }
    number = changes.number();
    events.forEach(event -> listeners.forEach(listener -> listener.accept(event)));
  }

  /**
   * Requires that nobody owns a nickname, or one that looks like it. From memory.
   *
   * @throws RejectedException {@code NICKNAME_OWNED}
   */
  public void requireFree(Nickname nickname) throws RejectedException {
    requireFree(nickname, Optional.empty());
  }

  /**
   * Registers an account.
   *
   * @param passwordHash in the PHC string format
   * @throws RejectedException {@code NICKNAME_OWNED}, {@code TOO_MANY_ACCOUNTS}
   */
  public Account add(Nickname nickname, AccountRole role, String passwordHash)
      throws RejectedException, HistoryException {
    // As exact as a database stores it.
    Instant created = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return change(
        () -> {
          requireFree(nickname);
          if (index.size() >= maxAccounts) {
            throw new RejectedException(
                TOO_MANY_ACCOUNTS, "There are " + maxAccounts + " accounts, which is the limit.");
          }
          return store.add(number, nickname, role, created, passwordHash);
        });
  }

  /**
   * Gives an account another main nickname. The old one is given up, unless the new one was a
   * further nickname of the account: then they are exchanged.
   *
   * @throws RejectedException {@code NO_SUCH_ACCOUNT}, {@code NICKNAME_OWNED}
   */
  public Account rename(long id, Nickname nickname) throws RejectedException, HistoryException {
    return update(
        id,
        account -> {
          requireFree(nickname, Optional.of(account));
          List<Nickname> others = new ArrayList<>(account.otherNicknames());
          if (!isSame(nickname, account.nickname())
              && others.removeIf(other -> isSame(nickname, other))) {
            others.add(account.nickname());
          }
          return new Account(id, nickname, others, account.role(), account.created());
        });
  }

  /**
   * Lets an account own a further nickname. One that it owns already changes nothing.
   *
   * @throws RejectedException {@code NO_SUCH_ACCOUNT}, {@code NICKNAME_OWNED}, {@code
   *     TOO_MANY_NICKNAMES}
   */
  public Account addNickname(long id, Nickname nickname)
      throws RejectedException, HistoryException {
    return update(
        id,
        account -> {
          requireFree(nickname, Optional.of(account));
          if (account.nicknames().stream().anyMatch(owned -> isSame(nickname, owned))) {
            return account;
          }
          if (account.otherNicknames().size() >= maxNicknames) {
            throw new RejectedException(
                TOO_MANY_NICKNAMES,
                "An account owns at most " + maxNicknames + " further nicknames.");
          }
          List<Nickname> others = new ArrayList<>(account.otherNicknames());
          others.add(nickname);
          return new Account(id, account.nickname(), others, account.role(), account.created());
        });
  }

  /**
   * Gives up a further nickname.
   *
   * @throws RejectedException {@code NO_SUCH_ACCOUNT}, {@code NICKNAME_IS_MAIN}, {@code
   *     NICKNAME_NOT_OWNED}
   */
  public Account removeNickname(long id, Nickname nickname)
      throws RejectedException, HistoryException {
    return update(
        id,
        account -> {
          List<Nickname> others = new ArrayList<>(account.otherNicknames());
          if (others.removeIf(other -> isSame(nickname, other))) {
            return new Account(id, account.nickname(), others, account.role(), account.created());
          }
          throw isSame(nickname, account.nickname())
              ? new RejectedException(
                  NICKNAME_IS_MAIN,
                  account.nickname() + " is the main nickname of the account and stays.")
              : new RejectedException(
                  NICKNAME_NOT_OWNED,
                  "The account " + account.nickname() + " does not own " + nickname + ".");
        });
  }

  /**
   * Sets the role.
   *
   * @throws RejectedException {@code NO_SUCH_ACCOUNT}
   */
  public Account setRole(long id, AccountRole role) throws RejectedException, HistoryException {
    return update(
        id,
        account ->
            new Account(id, account.nickname(), account.otherNicknames(), role, account.created()));
  }

  /**
   * Sets another password.
   *
   * @param passwordHash in the PHC string format
   * @throws RejectedException {@code NO_SUCH_ACCOUNT}
   */
  public Account changePassword(long id, String passwordHash)
      throws RejectedException, HistoryException {
    return change(
        () -> {
          Account account = require(id);
          return store.changePassword(number, id, passwordHash)
              ? Optional.of(account)
              : Optional.empty();
        });
  }

  /**
   * Removes an account, and returns it as it was.
   *
   * @throws RejectedException {@code NO_SUCH_ACCOUNT}
   */
  public Account remove(long id) throws RejectedException, HistoryException {
    return change(
        () -> {
          Account account = require(id);
          return store.remove(number, id) ? Optional.of(account) : Optional.empty();
        });
  }

  /** The store, for what is not in the index. */
  AccountStore store() {
    return store;
  }

  @Override
  public void close() {
    store.close();
  }

  /** The next state of an account. */
  private interface Next {
    Account of(Account account) throws RejectedException;
  }

  private Account update(long id, Next next) throws RejectedException, HistoryException {
    return change(
        () -> {
          Account account = require(id);
          Account changed = next.of(account);
          return changed.equals(account) || store.update(number, changed)
              ? Optional.of(changed)
              : Optional.empty();
        });
  }

  private synchronized <T> T change(Change<T> change) throws RejectedException, HistoryException {
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      Optional<T> made = change.make();
      if (made.isPresent()) {
        refreshIfPossible();
        return made.get();
      }
      refresh();
    }
    throw new HistoryException("the accounts are changed by others all the time");
  }

  /** After a change that is stored: a later refresh reads it if this one cannot. */
  private void refreshIfPossible() {
    try {
      refresh();
    } catch (HistoryException e) {
      LOG.warn("The accounts cannot be read again after a change: {}", e.getMessage());
    }
  }

  private Account require(long id) throws RejectedException {
    return find(id)
        .orElseThrow(
            () -> new RejectedException(NO_SUCH_ACCOUNT, "The account does not exist any more."));
  }

  /** Requires that nobody owns a nickname, except perhaps this account. */
  private void requireFree(Nickname nickname, Optional<Account> owner) throws RejectedException {
    List<Account> others =
        nickname.identityKeys().stream()
            .flatMap(key -> index.ownersOf(key).stream())
            .filter(other -> owner.isEmpty() || owner.get().id() != other.id())
            .toList();
    if (others.isEmpty()) {
      return;
    }
    Nickname owned =
        others.get(0).nicknames().stream()
            .filter(other -> isSame(nickname, other))
            .findFirst()
            .orElse(nickname);
    throw new RejectedException(
        new Problem(
            NICKNAME_OWNED,
            owned.isSame(nickname)
                ? "The nickname " + nickname + " belongs to an account."
                : "The nickname " + nickname + " looks like " + owned + " of an account.",
            nickname.value()));
  }

  private List<Long> removed(AccountChanges changes) {
    if (!changes.complete()) {
      return changes.removed();
    }
    List<Long> gone = new ArrayList<>(index.ids());
    changes.changed().forEach(changed -> gone.remove(changed.account().id()));
    return gone;
  }

  private static void addEvents(StoredAccount old, StoredAccount next, List<AccountEvent> events) {
    Account account = next.account();
    if (old.passwordChanged() != next.passwordChanged()) {
      events.add(new AccountEvent.PasswordChanged(account));
    }
    if (old.account().role() != account.role()) {
      events.add(new AccountEvent.RoleChanged(account));
    }
    if (!old.account().nicknames().equals(account.nicknames())) {
      events.add(
          new AccountEvent.NicknamesChanged(
              account,
              without(account.nicknames(), old.account().nicknames()),
              without(old.account().nicknames(), account.nicknames())));
    }
  }

  /** The nicknames that look like none of the others. */
  private static List<Nickname> without(List<Nickname> nicknames, List<Nickname> others) {
    return nicknames.stream()
        .filter(nickname -> others.stream().noneMatch(other -> isSame(nickname, other)))
        .toList();
  }

  /** Whether one looks like the other. */
  private static boolean isSame(Nickname nickname, Nickname other) {
    return !Collections.disjoint(nickname.identityKeys(), other.identityKeys());
  }
}
