package io.parley.account;

import static io.parley.account.TestAccounts.join;
import static io.parley.account.TestAccounts.nickname;
import static io.parley.account.TestAccounts.password;
import static io.parley.account.TestAccounts.refusal;
import static io.parley.account.TestAccounts.refused;
import static io.parley.account.TestAccounts.settings;
import static io.parley.account.TestAccounts.success;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.account.password.HashSettings;
import io.parley.account.password.PasswordFunction;
import io.parley.account.password.PasswordHasher;
import io.parley.address.Network;
import io.parley.protocol.Password;
import io.parley.protocol.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The accounts of a server, on a store in memory. */
@Timeout(60)
class AccountsTest {
  private static final Optional<Network> HOME = Optional.of(Network.parse("192.0.2.1"));
  private static final Optional<Network> AWAY = Optional.of(Network.parse("192.0.2.2"));
  private static final String SECRET = "correct horse";
  private static final String WRONG = "wrong horse";

  private final ManualTime time = new ManualTime();
  private final InMemoryAccountStore store = new InMemoryAccountStore();
  private final TestAccounts.CountingFunction function = new TestAccounts.CountingFunction();
  private final List<Accounts> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(Accounts::close);
  }

  @Test
  void registered_account_owns_its_nickname_and_can_log_in() throws Exception {
    Accounts accounts = open(Map.of());

    Account pat = success(accounts.register(nickname("Pat"), password(SECRET), HOME));

    assertEquals(
        new Account(1, nickname("Pat"), List.of(), AccountRole.MEMBER, ManualTime.START), pat);
    assertEquals(Optional.of(pat), accounts.ownerOf(nickname("pat")));
    assertEquals(Optional.of(pat), accounts.find(1));
    assertEquals(pat, success(logIn(accounts, "PAT", SECRET, HOME)));
  }

  @Test
  void wrong_password_and_unknown_nickname_get_the_same_answer_after_one_hash_each()
      throws Exception {
    Accounts accounts = open(Map.of());
    register(accounts, "pat");

    int before = function.calls.get();
    AccountReply<Account> wrong = join(logIn(accounts, "pat", WRONG, HOME));
    int between = function.calls.get();
    AccountReply<Account> unknown = join(logIn(accounts, "ann", WRONG, HOME));
    int after = function.calls.get();

    assertEquals(Problem.Code.LOGIN_FAILED, ((AccountReply.Refused<?>) wrong).problem().code());
    assertEquals(wrong, unknown);
    assertEquals(1, between - before);
    assertEquals(1, after - between);
  }

  @Test
  void password_that_cannot_be_prepared_takes_one_hash_and_fails() throws Exception {
    Accounts accounts = open(Map.of());
    register(accounts, "pat");
    int before = function.calls.get();

    assertEquals(Problem.Code.LOGIN_FAILED, refusal(logIn(accounts, "pat", "", HOME)));
    assertEquals(Problem.Code.LOGIN_FAILED, refusal(logIn(accounts, "pat", "a\nb", HOME)));
    assertEquals(
        Problem.Code.LOGIN_FAILED, refusal(logIn(accounts, "pat", "x".repeat(5000), HOME)));

    assertEquals(3, function.calls.get() - before);
  }

  @Test
  void account_and_unknown_nickname_are_locked_out_alike() throws Exception {
    Accounts accounts = open(Map.of());
    register(accounts, "pat");

    List<AccountReply<Account>> ofAccount = new ArrayList<>();
    List<AccountReply<Account>> ofUnknown = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      ofAccount.add(join(logIn(accounts, "pat", WRONG, Optional.empty())));
      ofUnknown.add(join(logIn(accounts, "ann", WRONG, Optional.empty())));
    }

    assertEquals(ofAccount, ofUnknown);
    AccountReply.Refused<Account> last = (AccountReply.Refused<Account>) ofAccount.get(5);
    assertEquals(Problem.Code.LOCKED_OUT, last.problem().code());
    assertEquals(Optional.of(ManualTime.START.plus(Duration.ofMinutes(1))), last.until());
    assertEquals(
        Problem.Code.LOGIN_FAILED,
        ((AccountReply.Refused<Account>) ofAccount.get(4)).problem().code());
  }

  @Test
  void right_password_is_refused_during_a_lockout_and_accepted_after_it() throws Exception {
    Accounts accounts = open(Map.of());
    register(accounts, "pat");
    failTimes(accounts, "pat", 5, Optional.empty());

    int before = function.calls.get();
    assertEquals(Problem.Code.LOCKED_OUT, refusal(logIn(accounts, "PAT", SECRET, AWAY)));
    assertEquals(before, function.calls.get());

    time.advance(Duration.ofMinutes(1));
    assertEquals(1, success(logIn(accounts, "pat", SECRET, AWAY)).id());
  }

  @Test
  void look_alikes_of_an_unknown_nickname_are_locked_out_with_it() throws Exception {
    Accounts accounts = open(Map.of());

    failTimes(accounts, "Paul", 5, Optional.empty());

    assertEquals(Problem.Code.LOCKED_OUT, refusal(logIn(accounts, "PauI", WRONG, HOME)));
    assertEquals(Problem.Code.LOGIN_FAILED, refusal(logIn(accounts, "Paula", WRONG, HOME)));
  }

  @Test
  void all_nicknames_of_an_account_count_together() throws Exception {
    Accounts accounts = open(Map.of());
    Account pat = register(accounts, "pat");
    success(accounts.addNickname(pat.id(), nickname("patricia")));

    failTimes(accounts, "pat", 3, Optional.empty());
    failTimes(accounts, "patricia", 2, Optional.empty());

    assertEquals(Problem.Code.LOCKED_OUT, refusal(logIn(accounts, "pat", SECRET, HOME)));
  }

  @Test
  void address_is_locked_out_after_failures_with_many_nicknames_and_others_are_not()
      throws Exception {
    Accounts accounts = open(Map.of());
    register(accounts, "pat");
    for (int i = 0; i < 10; i++) {
      assertEquals(Problem.Code.LOGIN_FAILED, refusal(logIn(accounts, "ann" + i, WRONG, HOME)));
    }

    assertEquals(Problem.Code.LOCKED_OUT, refusal(logIn(accounts, "pat", SECRET, HOME)));
    assertEquals(1, success(logIn(accounts, "pat", SECRET, AWAY)).id());
  }

  @Test
  void own_success_does_not_forget_failures_of_the_address() throws Exception {
    Accounts accounts = open(Map.of());
    register(accounts, "pat");
    for (int i = 0; i < 10; i++) {
      success(logIn(accounts, "pat", SECRET, HOME));
      assertEquals(Problem.Code.LOGIN_FAILED, refusal(logIn(accounts, "ann" + i, WRONG, HOME)));
    }

    assertEquals(Problem.Code.LOCKED_OUT, refusal(logIn(accounts, "pat", SECRET, HOME)));
  }

  @Test
  void passwords_are_cleared_before_the_method_returns() throws Exception {
    Accounts accounts = open(Map.of());
    char[] registering = SECRET.toCharArray();
    char[] logging = SECRET.toCharArray();

    CompletionStage<AccountReply<Account>> registered =
        accounts.register(nickname("pat"), Password.of(registering), HOME);
    assertEquals("\0".repeat(SECRET.length()), new String(registering));
    success(registered);
    CompletionStage<AccountReply<Account>> loggedIn =
        accounts.logIn(nickname("pat"), Password.of(logging), HOME);
    assertEquals("\0".repeat(SECRET.length()), new String(logging));
    success(loggedIn);
  }

  @Test
  void hash_is_replaced_at_the_next_log_in_after_the_settings_rise() throws Exception {
    register(open(Map.of()), "pat");
    String weak = store.passwordHash(1).orElseThrow();
    PasswordHasher stronger = new PasswordHasher(function, new HashSettings(16, 1));
    Accounts accounts = open(Map.of(), stronger);

    success(logIn(accounts, "pat", SECRET, HOME));
    accounts.close(); // waits for what follows the answer

    String strong = store.passwordHash(1).orElseThrow();
    assertTrue(weak.startsWith("$argon2id$v=19$m=8,t=1,p=1$"), weak);
    assertTrue(strong.startsWith("$argon2id$v=19$m=16,t=1,p=1$"), strong);
    assertEquals(1, success(logIn(open(Map.of(), stronger), "pat", SECRET, HOME)).id());
  }

  @Test
  void nickname_of_an_account_or_its_look_alike_cannot_be_registered() throws Exception {
    Accounts accounts = open(Map.of());
    Account paul = register(accounts, "Paul");
    success(accounts.addNickname(paul.id(), nickname("mary")));

    for (String name : List.of("Paul", "paul", "PauI", "rnary")) {
      assertEquals(
          Problem.Code.NICKNAME_OWNED,
          refusal(accounts.register(nickname(name), password(SECRET), HOME)),
          name);
    }
  }

  @Test
  void weak_passwords_are_refused() throws Exception {
    Accounts accounts = open(Map.of());

    assertEquals(Problem.Code.PASSWORD_TOO_SHORT, refuseRegistration(accounts, "short"));
    assertEquals(Problem.Code.PASSWORD_COMMON, refuseRegistration(accounts, "Password1"));
    assertEquals(Problem.Code.PASSWORD_IS_NICKNAME, refuseRegistration(accounts, "PATRICIA"));
    assertEquals(Optional.empty(), accounts.ownerOf(nickname("patricia")));
    assertEquals(0, function.calls.get());
  }

  private static Problem.Code refuseRegistration(Accounts accounts, String weak) throws Exception {
    return refusal(accounts.register(nickname("patricia"), password(weak), HOME));
  }

  @Test
  void closed_registration_refuses_everybody() throws Exception {
    register(open(Map.of()), "olga");
    makeOperator(1);
    Accounts accounts = open(Map.of("registration", "closed"));

    assertEquals(
        Problem.Code.REGISTRATION_CLOSED,
        refusal(accounts.register(nickname("pat"), password(SECRET), HOME)));
    assertEquals(
        Problem.Code.REGISTRATION_CLOSED,
        refusal(accounts.registerFor(nickname("pat"), password(SECRET), 1)));
  }

  @Test
  void only_operators_register_others() throws Exception {
    Accounts first = open(Map.of());
    register(first, "olga");
    Account bob = register(first, "bob");
    makeOperator(1);
    Accounts accounts = open(Map.of("registration", "by-operator"));

    assertEquals(
        Problem.Code.REGISTRATION_CLOSED,
        refusal(accounts.register(nickname("pat"), password(SECRET), HOME)));
    assertEquals(
        Problem.Code.REGISTRATION_CLOSED,
        refusal(accounts.registerFor(nickname("pat"), password(SECRET), bob.id())));
    assertEquals(
        "pat",
        success(accounts.registerFor(nickname("pat"), password(SECRET), 1)).nickname().value());
  }

  @Test
  void address_registers_only_so_many_accounts() throws Exception {
    Accounts accounts =
        open(Map.of("registrations-per-address.burst", 2, "registrations-per-address.per-hour", 1));
    register(accounts, "pat");
    register(accounts, "ann");

    assertEquals(
        Problem.Code.TOO_MANY_ACCOUNTS,
        refusal(accounts.register(nickname("bob"), password(SECRET), HOME)));
    success(accounts.register(nickname("bob"), password(SECRET), AWAY));
    time.advance(Duration.ofHours(1));
    register(accounts, "carl");
  }

  @Test
  void number_of_accounts_is_limited() throws Exception {
    Accounts accounts = open(Map.of("max-accounts", 1));
    register(accounts, "pat");

    assertEquals(
        Problem.Code.TOO_MANY_ACCOUNTS,
        refusal(accounts.register(nickname("ann"), password(SECRET), HOME)));
  }

  @Test
  void password_changes_only_with_the_current_one() throws Exception {
    Accounts accounts = open(Map.of());
    Account pat = register(accounts, "pat");

    assertEquals(Problem.Code.LOGIN_FAILED, refusal(change(accounts, 1, WRONG, "new secret")));
    assertEquals(Problem.Code.PASSWORD_TOO_SHORT, refusal(change(accounts, 1, SECRET, "new")));
    assertEquals(pat, success(change(accounts, 1, SECRET, "new secret")));

    assertEquals(Problem.Code.LOGIN_FAILED, refusal(logIn(accounts, "pat", SECRET, HOME)));
    assertEquals(pat, success(logIn(accounts, "pat", "new secret", HOME)));
  }

  @Test
  void failures_of_a_password_change_lock_out() throws Exception {
    Accounts accounts = open(Map.of());
    register(accounts, "pat");
    for (int i = 0; i < 5; i++) {
      assertEquals(Problem.Code.LOGIN_FAILED, refusal(change(accounts, 1, WRONG, "new secret")));
    }

    assertEquals(Problem.Code.LOCKED_OUT, refusal(change(accounts, 1, SECRET, "new secret")));
  }

  @Test
  void unregistered_account_gives_up_its_nicknames() throws Exception {
    Accounts accounts = open(Map.of());
    Account pat = register(accounts, "pat");

    assertEquals(Problem.Code.LOGIN_FAILED, refusal(accounts.unregister(1, password(WRONG), HOME)));
    assertEquals(pat, success(accounts.unregister(1, password(SECRET), HOME)));

    assertEquals(Optional.empty(), accounts.ownerOf(nickname("pat")));
    assertEquals(Problem.Code.LOGIN_FAILED, refusal(logIn(accounts, "pat", SECRET, HOME)));
    assertEquals(2 + 1, register(accounts, "pat").id());
  }

  @Test
  void nicknames_are_added_up_to_the_limit_and_removed() throws Exception {
    Accounts accounts = open(Map.of("nicknames", 2));
    register(accounts, "ann");
    long pat = register(accounts, "pat").id();

    success(accounts.addNickname(pat, nickname("patricia")));
    success(accounts.addNickname(pat, nickname("patty")));
    assertEquals(
        List.of(nickname("pat"), nickname("patricia"), nickname("patty")),
        success(accounts.addNickname(pat, nickname("PATTY"))).nicknames());
    assertEquals(
        Problem.Code.TOO_MANY_NICKNAMES, refusal(accounts.addNickname(pat, nickname("trish"))));
    assertEquals(Problem.Code.NICKNAME_OWNED, refusal(accounts.addNickname(pat, nickname("Ann"))));
    assertEquals(
        Problem.Code.NICKNAME_IS_MAIN, refusal(accounts.removeNickname(pat, nickname("Pat"))));
    assertEquals(
        Problem.Code.NICKNAME_NOT_OWNED, refusal(accounts.removeNickname(pat, nickname("ann"))));
    assertEquals(
        List.of(nickname("pat"), nickname("patty")),
        success(accounts.removeNickname(pat, nickname("Patricia"))).nicknames());
    assertEquals(Optional.empty(), accounts.ownerOf(nickname("patricia")));
    assertEquals(Problem.Code.NO_SUCH_ACCOUNT, refusal(accounts.addNickname(99, nickname("bob"))));
  }

  @Test
  void read_marks_rise_and_are_listed() throws Exception {
    Accounts accounts = open(Map.of());
    long pat = register(accounts, "pat").id();

    assertEquals(1, success(accounts.raiseReadMarks(mark(pat, 7))));
    assertEquals(0, success(accounts.raiseReadMarks(mark(pat, 6))));

    assertEquals(List.of(new ReadMark("lobby", 7)), success(accounts.readMarks(pat)));
  }

  private static List<AccountReadMark> mark(long account, long messageId) {
    return List.of(new AccountReadMark(account, new ReadMark("lobby", messageId)));
  }

  @Test
  void changes_are_reported_before_the_answer() throws Exception {
    Accounts accounts = open(Map.of());
    List<AccountEvent> events = new ArrayList<>();
    accounts.listen(
        event -> {
          synchronized (events) {
            events.add(event);
          }
        });

    Account pat = register(accounts, "pat");
    Account both = success(accounts.addNickname(1, nickname("patricia")));
    success(change(accounts, 1, SECRET, "new secret"));
    success(accounts.unregister(1, password("new secret"), HOME));

    synchronized (events) {
      assertEquals(
          List.of(
              new AccountEvent.AccountRegistered(pat),
              new AccountEvent.NicknamesChanged(both, List.of(nickname("patricia")), List.of()),
              new AccountEvent.PasswordChanged(both),
              new AccountEvent.AccountRemoved(both)),
          events);
    }
  }

  @Test
  void changes_of_another_process_are_noticed() throws Exception {
    Accounts accounts = open(Map.of("check-interval", "10 ms"));
    BlockingQueue<AccountEvent> events = new LinkedBlockingQueue<>();
    accounts.listen(events::add);
    AccountDirectory other = AccountDirectory.open(store, settings(Map.of()), time);

    Account pat = other.add(nickname("pat"), AccountRole.MEMBER, "hash");
    assertEquals(new AccountEvent.AccountRegistered(pat), events.poll(60, TimeUnit.SECONDS));
    assertEquals(Optional.of(pat), accounts.ownerOf(nickname("PAT")));

    Account renamed = other.rename(pat.id(), nickname("ann"));
    assertEquals(
        new AccountEvent.NicknamesChanged(
            renamed, List.of(nickname("ann")), List.of(nickname("pat"))),
        events.poll(60, TimeUnit.SECONDS));
    Account operator = other.setRole(pat.id(), AccountRole.OPERATOR);
    assertEquals(new AccountEvent.RoleChanged(operator), events.poll(60, TimeUnit.SECONDS));
    other.changePassword(pat.id(), "another");
    assertEquals(new AccountEvent.PasswordChanged(operator), events.poll(60, TimeUnit.SECONDS));
    other.remove(pat.id());
    assertEquals(new AccountEvent.AccountRemoved(operator), events.poll(60, TimeUnit.SECONDS));
    assertEquals(Optional.empty(), accounts.ownerOf(nickname("ann")));
  }

  @Test
  void log_in_beyond_the_queue_is_told_to_try_later() throws Exception {
    CountDownLatch hashing = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    PasswordFunction blocked =
        (password, salt, cost, lanes, length) -> {
          hashing.countDown();
          await(release);
          return function.compute(password, salt, cost, lanes, length);
        };
    Accounts accounts =
        open(
            Map.of("hash.threads", 1, "hash.queue", 1, "timeout", "5 m"),
            new PasswordHasher(blocked, TestAccounts.CHEAP));

    CompletionStage<AccountReply<Account>> first =
        accounts.register(nickname("pat"), password(SECRET), HOME);
    await(hashing);
    CompletionStage<AccountReply<Account>> second =
        accounts.register(nickname("ann"), password(SECRET), HOME);
    assertEquals(
        Problem.Code.TRY_LATER,
        refusal(accounts.register(nickname("bob"), password(SECRET), HOME)));

    release.countDown();
    assertEquals("pat", success(first).nickname().value());
    assertEquals("ann", success(second).nickname().value());
  }

  @Test
  void request_that_takes_too_long_is_told_to_try_later_and_is_not_begun_any_more()
      throws Exception {
    register(open(Map.of()), "pat");
    int before = function.calls.get();
    CountDownLatch release = new CountDownLatch(1);
    PasswordFunction blocked =
        (password, salt, cost, lanes, length) -> {
          await(release);
          return function.compute(password, salt, cost, lanes, length);
        };
    Accounts accounts =
        open(
            Map.of("hash.threads", 1, "timeout", "50 ms"),
            new PasswordHasher(blocked, TestAccounts.CHEAP));

    assertEquals(Problem.Code.TRY_LATER, refusal(logIn(accounts, "pat", SECRET, HOME)));
    assertEquals(Problem.Code.TRY_LATER, refusal(logIn(accounts, "pat", WRONG, HOME)));
    release.countDown();
    accounts.close(); // waits for what has begun

    assertEquals(1, function.calls.get() - before); // the second was not begun
  }

  @Test
  void closed_accounts_answer_what_waits_and_refuse_what_comes() throws Exception {
    Accounts accounts = open(Map.of());
    CompletionStage<AccountReply<Account>> waiting =
        accounts.register(nickname("pat"), password(SECRET), HOME);
    accounts.close();

    join(waiting);
    assertEquals(Problem.Code.TRY_LATER, refusal(logIn(accounts, "pat", SECRET, HOME)));
    assertEquals(Problem.Code.TRY_LATER, refusal(accounts.readMarks(1)));
    accounts.close();
  }

  @Test
  void broken_hash_in_the_database_is_no_log_in() throws Exception {
    store.add(0, nickname("pat"), AccountRole.MEMBER, ManualTime.START, "broken");

    assertEquals(Problem.Code.TRY_LATER, refusal(logIn(open(Map.of()), "pat", SECRET, HOME)));
  }

  @Test
  void lockout_says_in_words_how_long_it_lasts() throws Exception {
    Accounts accounts = open(Map.of());
    failTimes(accounts, "pat", 5, Optional.empty());

    time.advance(Duration.ofSeconds(18));

    assertEquals(
        "Too many failed log-ins. Try again in 42 s.",
        refused(logIn(accounts, "pat", WRONG, HOME)).problem().message());
  }

  private Accounts open(Map<String, Object> changes) throws Exception {
    return open(changes, new PasswordHasher(function, TestAccounts.CHEAP));
  }

  private Accounts open(Map<String, Object> changes, PasswordHasher hasher) throws Exception {
    Accounts accounts = Accounts.open(store, settings(changes), hasher, time, time::nanoTime);
    opened.add(accounts);
    return accounts;
  }

  private static Account register(Accounts accounts, String name) throws Exception {
    return success(accounts.register(nickname(name), password(SECRET), HOME));
  }

  private static CompletionStage<AccountReply<Account>> logIn(
      Accounts accounts, String name, String password, Optional<Network> from) {
    return accounts.logIn(nickname(name), password(password), from);
  }

  private static CompletionStage<AccountReply<Account>> change(
      Accounts accounts, long account, String current, String next) {
    return accounts.changePassword(account, password(current), password(next), Optional.empty());
  }

  private static void failTimes(Accounts accounts, String name, int times, Optional<Network> from)
      throws Exception {
    for (int i = 0; i < times; i++) {
      assertEquals(Problem.Code.LOGIN_FAILED, refusal(logIn(accounts, name, WRONG, from)));
    }
  }

  private void makeOperator(long id) throws Exception {
    AccountDirectory.open(store, settings(Map.of()), time).setRole(id, AccountRole.OPERATOR);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
