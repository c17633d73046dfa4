package io.parley.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.history.HistoryException;
import io.parley.protocol.Nickname;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every store of accounts does. */
@Timeout(60)
public abstract class AccountStoreContract {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123456Z");
  private static final int MANY = 100;

  protected AccountStore store;

  /** Creates an empty store. */
  protected abstract AccountStore createStore() throws Exception;

  @BeforeEach
  final void openStore() throws Exception {
    store = createStore();
  }

  @AfterEach
  final void closeStore() {
    store.close();
  }

  @Test
  void new_store_has_no_accounts() throws Exception {
    AccountChanges changes = store.changesAfter(0);

    assertEquals(new AccountChanges(0, true, List.of(), List.of()), changes);
    assertEquals(Optional.empty(), store.passwordHash(1));
    assertEquals(List.of(), store.readMarks(1));
  }

  @Test
  void account_is_stored_with_its_password_and_time() throws Exception {
    Account zoe = add("Zoë", AccountRole.OPERATOR);

    assertEquals(new Account(1, nickname("Zoë"), List.of(), AccountRole.OPERATOR, NOON), zoe);
    assertEquals(List.of(zoe), accounts());
    assertEquals(Optional.of("hash of Zoë"), store.passwordHash(zoe.id()));
  }

  @Test
  void change_is_refused_if_there_was_another() throws Exception {
    Account pat = add("pat", AccountRole.MEMBER);
    long known = number();
    add("ann", AccountRole.MEMBER);

    assertEquals(
        Optional.empty(),
        store.add(known, nickname("bob"), AccountRole.MEMBER, NOON, "hash of bob"));
    assertFalse(store.update(known, withNicknames(pat, "pat", "patty")));
    assertFalse(store.changePassword(known, pat.id(), "another"));
    assertFalse(store.remove(known, pat.id()));
    assertEquals(List.of("pat", "ann"), names());
    assertEquals(Optional.of("hash of pat"), store.passwordHash(pat.id()));
  }

  @Test
  void nicknames_keep_their_order_and_role_changes() throws Exception {
    Account pat = add("pat", AccountRole.MEMBER);
    Account changed =
        new Account(
            pat.id(),
            nickname("patricia"),
            List.of(nickname("pat"), nickname("Ann")),
            AccountRole.OPERATOR,
            NOON);

    assertTrue(store.update(number(), changed));

    assertEquals(List.of(changed), accounts());
  }

  @Test
  void nickname_that_was_given_up_can_be_another_account_s() throws Exception {
    Account pat = add("pat", AccountRole.MEMBER);
    assertTrue(store.update(number(), withNicknames(pat, "patricia")));

    Account other = add("PAT", AccountRole.MEMBER);

    assertEquals(List.of("patricia", "PAT"), names());
    assertEquals("PAT", other.nickname().value());
  }

  @Test
  void nickname_of_another_account_is_never_stored_twice() throws Exception {
    add("pat", AccountRole.MEMBER);
    Account ann = add("ann", AccountRole.MEMBER);

    assertThrows(HistoryException.class, () -> add("PAT", AccountRole.MEMBER));
    assertThrows(
        HistoryException.class, () -> store.update(number(), withNicknames(ann, "ann", "Pat")));
    assertEquals(List.of("pat", "ann"), names());
  }

  @Test
  void changes_after_a_number_have_what_changed_since_then() throws Exception {
    Account pat = add("pat", AccountRole.MEMBER);
    long known = number();
    assertEquals(List.of(), incremental(store.changesAfter(known)));

    assertTrue(store.changePassword(known, pat.id(), "another"));
    AccountChanges changes = store.changesAfter(known);

    assertEquals(known + 1, changes.number());
    assertEquals(List.of(pat), incremental(changes));
    assertEquals(known + 1, changes.changed().get(0).passwordChanged());
    assertEquals(Optional.of("another"), store.passwordHash(pat.id()));
  }

  @Test
  void removed_account_is_gone_with_its_marks_and_its_id_is_not_used_again() throws Exception {
    Account pat = add("pat", AccountRole.MEMBER);
    raise(pat.id(), "lobby", 7, MANY);
    long known = number();

    assertTrue(store.remove(known, pat.id()));

    AccountChanges changes = store.changesAfter(known);
    assertTrue(changes.complete() || changes.removed().equals(List.of(pat.id())));
    assertEquals(List.of(), changes.changed());
    assertEquals(Optional.empty(), store.passwordHash(pat.id()));
    assertEquals(List.of(), store.readMarks(pat.id()));
    assertFalse(raise(pat.id(), "lobby", 8, MANY));
    assertEquals(List.of(), store.readMarks(pat.id()));
    assertFalse(store.remove(number(), pat.id()));
    assertTrue(add("pat", AccountRole.MEMBER).id() > pat.id());
  }

  @Test
  void number_of_another_database_gives_all_accounts() throws Exception {
    Account pat = add("pat", AccountRole.MEMBER);

    AccountChanges changes = store.changesAfter(number() + 100);

    assertTrue(changes.complete());
    assertEquals(number(), changes.number());
    assertEquals(pat, changes.changed().get(0).account());
  }

  @Test
  void hash_is_replaced_only_if_it_is_still_the_same_and_is_no_change() throws Exception {
    Account pat = add("pat", AccountRole.MEMBER);
    long known = number();

    assertFalse(store.replaceHash(pat.id(), "another", "wrong"));
    assertTrue(store.replaceHash(pat.id(), "hash of pat", "stronger"));

    assertEquals(Optional.of("stronger"), store.passwordHash(pat.id()));
    assertEquals(known, number());
  }

  @Test
  void read_mark_only_rises() throws Exception {
    long pat = add("pat", AccountRole.MEMBER).id();
    long ann = add("ann", AccountRole.MEMBER).id();

    assertTrue(raise(pat, "Garden", 7, MANY));
    assertFalse(raise(pat, "garden", 7, MANY));
    assertFalse(raise(pat, "garden", 6, MANY));
    assertTrue(raise(pat, "garden", 8, MANY));
    assertTrue(raise(pat, "厨房", 9, MANY));
    assertTrue(raise(ann, "garden", 1, MANY));

    assertEquals(List.of(new ReadMark("厨房", 9), new ReadMark("garden", 8)), store.readMarks(pat));
    assertEquals(List.of(new ReadMark("garden", 1)), store.readMarks(ann));
  }

  @Test
  void read_marks_of_the_oldest_messages_are_dropped_above_the_limit() throws Exception {
    long pat = add("pat", AccountRole.MEMBER).id();
    for (int i = 1; i <= 4; i++) {
      assertTrue(raise(pat, "room" + i, 10 - i, 3));
    }

    assertEquals(
        List.of("room1", "room2", "room3"),
        store.readMarks(pat).stream().map(ReadMark::room).toList());
  }

  @Test
  void read_marks_of_several_accounts_are_raised_together() throws Exception {
    long pat = add("pat", AccountRole.MEMBER).id();
    long ann = add("ann", AccountRole.MEMBER).id();
    assertTrue(raise(pat, "lobby", 5, MANY));

    int raised =
        store.raiseReadMarks(
            List.of(
                new AccountReadMark(pat, new ReadMark("lobby", 4)),
                new AccountReadMark(ann, new ReadMark("lobby", 6)),
                new AccountReadMark(99, new ReadMark("lobby", 7)),
                new AccountReadMark(pat, new ReadMark("garden", 8))),
            MANY);

    assertEquals(2, raised);
    assertEquals(
        List.of(new ReadMark("garden", 8), new ReadMark("lobby", 5)), store.readMarks(pat));
    assertEquals(List.of(new ReadMark("lobby", 6)), store.readMarks(ann));
    assertEquals(0, store.raiseReadMarks(List.of(), MANY));
  }

  @Test
  void concurrent_raises_end_at_the_highest() throws Exception {
    long pat = add("pat", AccountRole.MEMBER).id();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boolean>> raises =
          IntStream.rangeClosed(1, 60)
              .<Callable<Boolean>>mapToObj(i -> () -> raise(pat, "lobby", (i * 37L) % 61, MANY))
              .toList();
      for (Future<Boolean> raise : threads.invokeAll(raises)) {
        raise.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertEquals(List.of(new ReadMark("lobby", 60)), store.readMarks(pat));
  }

  @Test
  void of_concurrent_changes_one_is_made() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Optional<Account>> added = new ArrayList<>();
    try {
      List<Callable<Optional<Account>>> changes =
          IntStream.range(0, 8)
              .<Callable<Optional<Account>>>mapToObj(
                  i -> () -> store.add(0, nickname("pat" + i), AccountRole.MEMBER, NOON, "hash"))
              .toList();
      for (Future<Optional<Account>> change : threads.invokeAll(changes)) {
        added.add(change.get());
      }
    } finally {
      threads.shutdownNow();
    }

    assertEquals(1, added.stream().filter(Optional::isPresent).count());
    assertEquals(1, accounts().size());
  }

  protected final Account add(String name, AccountRole role) throws HistoryException {
    return store.add(number(), nickname(name), role, NOON, "hash of " + name).orElseThrow();
  }

  protected final List<String> names() throws HistoryException {
    return accounts().stream().map(account -> account.nickname().value()).toList();
  }

  private List<Account> accounts() throws HistoryException {
    return store.changesAfter(0).changed().stream().map(StoredAccount::account).toList();
  }

  /** The changed accounts; none if the store is in memory and always returns all. */
  private List<Account> incremental(AccountChanges changes) {
    return changes.changed().stream()
        .filter(changed -> !changes.complete() || changed.passwordChanged() == changes.number())
        .filter(changed -> changed.passwordChanged() > 1)
        .map(StoredAccount::account)
        .toList();
  }

  private long number() throws HistoryException {
    return store.changesAfter(0).number();
  }

  private static Account withNicknames(Account account, String main, String... others) {
    return new Account(
        account.id(),
        nickname(main),
        List.of(others).stream().map(AccountStoreContract::nickname).toList(),
        account.role(),
        account.created());
  }

  private static Nickname nickname(String name) {
    return Nickname.sanitize(name);
  }

  private boolean raise(long account, String room, long messageId, int maxMarks)
      throws HistoryException {
    return store.raiseReadMarks(
            List.of(new AccountReadMark(account, new ReadMark(room, messageId))), maxMarks)
        > 0;
  }
}
