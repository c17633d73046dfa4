package io.parley.account;

import static io.parley.protocol.Problem.Code.LOCKED_OUT;
import static io.parley.protocol.Problem.Code.LOGIN_FAILED;
import static io.parley.protocol.Problem.Code.REGISTRATION_CLOSED;
import static io.parley.protocol.Problem.Code.TOO_MANY_ACCOUNTS;

import io.parley.account.AccountReply.Refused;
import io.parley.account.AccountReply.Success;
import io.parley.account.Lockouts.Attempt;
import io.parley.account.password.PasswordHasher;
import io.parley.account.password.PasswordRules;
import io.parley.account.password.PreparedPassword;
import io.parley.address.Network;
import io.parley.history.HistoryException;
import io.parley.protocol.Nickname;
import io.parley.protocol.Password;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts, for the actors of a server. Every method returns at once and may be called by any
 * thread; results come on a thread of the accounts, or on that of the caller. A password is cleared
 * before the method returns.
 *
 * <p>1. The owner of a nickname is known from memory: a guest never waits for the database. 2. All
 * other requests wait in bounded queues, for the database and for the threads that hash passwords;
 * beyond a queue, after the timeout, and while the database is away, the answer is {@code
 * TRY_LATER}. 3. A log-in takes the same steps, and gets the same answers, whether there is an
 * account or not. 4. Changes of other processes are noticed within the check interval.
 */
public final class Accounts implements AccountLookup, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

  /** The same for an account that does not exist and for a wrong password. */
  public static final Problem WRONG_LOG_IN =
      new Problem(LOGIN_FAILED, "The nickname has no account, or the password is wrong.");

  /** One that writes and waits for the disk does not hold up the log-ins. */
  private static final int DATABASE_THREADS = 2;

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private static final long KIBIBYTE = 1024;

  /** More than a quarter of the heap is missing elsewhere. */
  private static final int MAX_HASH_SHARE = 4;

  /** An id that no account has. */
  private static final long NO_ACCOUNT = 0;

  private final AccountDirectory directory;
  private volatile AccountSettings settings;
  private final PasswordHasher hasher;
  private final InstantSource clock;
  private final Lockouts lockouts;
  private final RegistrationRate registrationRate;
  private final RequestQueue database;
  private final RequestQueue hashing;
  private final ScheduledThreadPoolExecutor checks;
  private boolean failing; // used by the thread of the checks only

  private Accounts(
      AccountDirectory directory,
      AccountSettings settings,
      PasswordHasher hasher,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.directory = directory;
    this.settings = settings;
    this.hasher = hasher;
    this.clock = clock;
    this.lockouts = new Lockouts(settings.lockouts(), nanoTime);
    this.registrationRate =
        new RegistrationRate(
            settings.registrations(), settings.lockouts().maxRemembered(), nanoTime);
    this.database =
        new RequestQueue("parley-accounts", DATABASE_THREADS, settings.maxQueuedRequests());
    this.hashing =
        new RequestQueue("parley-passwords", settings.hashThreads(), settings.maxQueuedHashes());
    this.checks =
        new ScheduledThreadPoolExecutor(
            1,
            task -> RequestQueue.daemon(task, "parley-accounts-check"),
            new ThreadPoolExecutor.DiscardPolicy());
  }

  /**
   * Loads all accounts.
   *
   * @param store closed by {@link #close}
   * @throws HistoryException if they cannot be loaded; the store is closed then
   */
  public static Accounts open(AccountStore store, AccountSettings settings)
      throws HistoryException {
    return open(
        store,
        settings,
        new PasswordHasher(settings.hash()),
        InstantSource.system(),
        System::nanoTime);
  }

  /**
   * The same with other clocks and hashes, for tests.
   *
   * @param clock the time of registrations, and of the end of lockouts
   * @param nanoTime the monotonic clock of lockouts
   */
  static Accounts open(
      AccountStore store,
      AccountSettings settings,
      PasswordHasher hasher,
      InstantSource clock,
      LongSupplier nanoTime)
      throws HistoryException {
    boolean opened = false;
    try {
      Accounts accounts =
          new Accounts(
              AccountDirectory.open(store, settings, clock), settings, hasher, clock, nanoTime);
      accounts.warnOfLargeHashes();
      accounts.startChecks();
      opened = true;
      return accounts;
    } finally {
      if (!opened) {
        store.close();
      }
    }
  }

  /** The settings: who may register, and whether an account is required. */
  public AccountSettings settings() {
    return settings;
  }

  /** Changes who may register and who may enter, for what is asked from now on; nothing else. */
  public void setPolicies(AccountSettings next) {
    settings = settings.withPoliciesOf(next);
  }

  @Override
  public Optional<Account> ownerOf(Nickname nickname) {
    return directory.ownerOf(nickname);
  }

  @Override
  public Optional<Account> find(long id) {
    return directory.find(id);
  }

  /**
   * Reports changes, also those of other processes, from now on. The listener is called by a thread
   * of the accounts and must return at once, for instance after it has sent a message to an actor.
   * A change is reported before the request that made it is answered.
   */
  public void listen(Consumer<AccountEvent> listener) {
    directory.listen(listener);
  }

  /**
   * Logs in. Refused with {@code LOGIN_FAILED}, {@code LOCKED_OUT} or {@code TRY_LATER}.
   *
   * @param nickname any nickname of the account
   * @param from the network of the client; empty for one to which no limit applies
   */
  public CompletionStage<AccountReply<Account>> logIn(
      Nickname nickname, Password password, Optional<Network> from) {
    PreparedPassword prepared = prepareForComparison(password);
    Optional<Account> owner = directory.ownerOf(nickname);
    Attempt attempt =
        owner
            .map(account -> Attempt.of(account.id(), from))
            .orElseGet(() -> Attempt.ofFree(nickname, from));
    return verified(
        owner.map(Account::id).orElse(NO_ACCOUNT),
        attempt,
        prepared,
        (id, reply) ->
            reply.complete(
                directory
                    .find(id)
                    .<AccountReply<Account>>map(Success::new)
                    .orElseGet(Accounts::loginFailed)));
  }

  /**
   * Registers an account of one's own. Refused with {@code REGISTRATION_CLOSED} unless the
   * registration is open, {@code NICKNAME_OWNED}, {@code TOO_MANY_ACCOUNTS}, {@code PASSWORD_…} or
   * {@code TRY_LATER}.
   *
   * @param nickname as {@link Nickname#parse} has accepted it
   * @param from the network of the client; empty for one to which no limit applies
   */
  public CompletionStage<AccountReply<Account>> register(
      Nickname nickname, Password password, Optional<Network> from) {
    if (settings.registration() != RegistrationPolicy.OPEN) {
      password.clear();
      return refused(
          REGISTRATION_CLOSED,
          settings.registration() == RegistrationPolicy.CLOSED
              ? "Accounts cannot be registered here."
              : "Ask an operator for an account.");
    }
    return registered(nickname, password, from);
  }

  /**
   * Registers an account for somebody else. Refused as {@link #register}, and with {@code
   * REGISTRATION_CLOSED} unless the registrant is an operator and the registration is not closed.
   *
   * @param registrant the id of an account
   */
  public CompletionStage<AccountReply<Account>> registerFor(
      Nickname nickname, Password password, long registrant) {
    boolean allowed =
        settings.registration() != RegistrationPolicy.CLOSED
            && find(registrant).map(Account::isOperator).orElse(false);
    if (!allowed) {
      password.clear();
      return refused(REGISTRATION_CLOSED, "Only operators can register an account for others.");
    }
    return registered(nickname, password, Optional.empty());
  }

  /**
   * Changes the password. Refused with {@code LOGIN_FAILED} if the current one is wrong, {@code
   * LOCKED_OUT}, {@code PASSWORD_…}, {@code NO_SUCH_ACCOUNT} or {@code TRY_LATER}.
   *
   * @param from the network of the client; empty for one to which no limit applies
   */
  public CompletionStage<AccountReply<Account>> changePassword(
      long account, Password current, Password next, Optional<Network> from) {
    PreparedPassword preparedCurrent = prepareForComparison(current);
    PreparedPassword preparedNext;
    try {
      preparedNext =
          PasswordRules.check(next, find(account).map(Account::nicknames).orElse(List.of()));
    } catch (RejectedException e) {
      preparedCurrent.clear();
      return CompletableFuture.completedFuture(new Refused<>(e.problem()));
    } finally {
      next.clear();
    }
    CompletableFuture<AccountReply<Account>> result =
        verified(
            account,
            Attempt.of(account, from),
            preparedCurrent,
            (id, reply) -> { // on a thread that hashes
              String hash = hasher.hash(preparedNext);
              database.answer(reply, () -> new Success<>(directory.changePassword(id, hash)));
            });
    return result.whenComplete((reply, failure) -> preparedNext.clear());
  }

  /**
   * Removes an account and gives up its nicknames. Refused with {@code LOGIN_FAILED} if the
   * password is wrong, {@code LOCKED_OUT}, {@code NO_SUCH_ACCOUNT} or {@code TRY_LATER}.
   *
   * @param from the network of the client; empty for one to which no limit applies
   */
  public CompletionStage<AccountReply<Account>> unregister(
      long account, Password password, Optional<Network> from) {
    return verified(
        account,
        Attempt.of(account, from),
        prepareForComparison(password),
        (id, reply) -> database.answer(reply, () -> new Success<>(directory.remove(id))));
  }

  /**
   * Lets an account own a further nickname. Refused with {@code NICKNAME_OWNED}, {@code
   * TOO_MANY_NICKNAMES}, {@code NO_SUCH_ACCOUNT} or {@code TRY_LATER}.
   *
   * @param nickname as {@link Nickname#parse} has accepted it
   */
  public CompletionStage<AccountReply<Account>> addNickname(long account, Nickname nickname) {
    return request(() -> new Success<>(directory.addNickname(account, nickname)));
  }

  /**
   * Gives up a further nickname. Refused with {@code NICKNAME_NOT_OWNED}, {@code NICKNAME_IS_MAIN},
   * {@code NO_SUCH_ACCOUNT} or {@code TRY_LATER}.
   */
  public CompletionStage<AccountReply<Account>> removeNickname(long account, Nickname nickname) {
    return request(() -> new Success<>(directory.removeNickname(account, nickname)));
  }

  /** Returns the read marks of an account, the newest first. Refused with {@code TRY_LATER}. */
  public CompletionStage<AccountReply<List<ReadMark>>> readMarks(long account) {
    return request(() -> new Success<>(directory.store().readMarks(account)));
  }

  /**
   * Raises read marks in one transaction; a lower id changes nothing. Refused with {@code
   * TRY_LATER}.
   *
   * @return how many were raised
   */
  public CompletionStage<AccountReply<Integer>> raiseReadMarks(List<AccountReadMark> marks) {
    return request(
        () -> new Success<>(directory.store().raiseReadMarks(marks, settings.maxReadMarks())));
  }

  /** Answers the requests that wait, within 5 s, and closes the store. */
  @Override
  public void close() {
    checks.shutdownNow();
    long deadline = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
    hashing.close(deadline);
    database.close(deadline);
    directory.close();
  }

  private CompletionStage<AccountReply<Account>> registered(
      Nickname nickname, Password password, Optional<Network> from) {
    PreparedPassword prepared;
    try {
      directory.requireFree(nickname);
      prepared = PasswordRules.check(password, List.of(nickname));
    } catch (RejectedException e) {
      return CompletableFuture.completedFuture(new Refused<>(e.problem()));
    } finally {
      password.clear();
    }
    if (from.isPresent() && !registrationRate.tryTake(from.get())) {
      prepared.clear();
      return refused(
          TOO_MANY_ACCOUNTS, "Too many accounts were registered from your address. Try later.");
    }
    CompletableFuture<AccountReply<Account>> reply = newReply();
    hashing.submit(
        reply,
        () -> {
          String hash = hasher.hash(prepared);
          database.answer(
              reply, () -> new Success<>(directory.add(nickname, AccountRole.MEMBER, hash)));
        });
    return reply.whenComplete((result, failure) -> prepared.clear());
  }

  /** What follows a right password, on a thread that hashes. It completes the reply. */
  private interface Verified<T> {
    void run(long account, CompletableFuture<AccountReply<T>> reply);
  }

  /**
   * Compares a password. Reads the database and computes a hash for an account that does not exist,
   * too.
   */
  private <T> CompletableFuture<AccountReply<T>> verified(
      long account, Attempt attempt, PreparedPassword password, Verified<T> next) {
    CompletableFuture<AccountReply<T>> reply = newReply();
    Optional<Duration> locked = lockouts.remaining(attempt);
    if (locked.isPresent()) {
      password.clear();
      reply.complete(lockedOut(locked.get()));
      return reply;
    }
    database.submit(
        reply,
        () -> {
          Optional<String> hash = directory.store().passwordHash(account);
          hashing.submit(reply, () -> compare(account, attempt, password, hash, reply, next));
        });
    return reply.whenComplete((result, failure) -> password.clear());
  }

  private <T> void compare(
      long account,
      Attempt attempt,
      PreparedPassword password,
      Optional<String> hash,
      CompletableFuture<AccountReply<T>> reply,
      Verified<T> next) {
    Optional<Duration> locked = lockouts.remaining(attempt); // others failed while it waited
    if (locked.isPresent()) {
      reply.complete(lockedOut(locked.get()));
      return;
    }
    boolean right;
    if (hash.isPresent()) {
      right = hasher.matches(password, hash.get());
    } else {
      hasher.matchNone(password);
      right = false;
    }
    if (!right) {
      lockouts.onFailed(attempt);
      reply.complete(loginFailed());
      return;
    }
    lockouts.onSucceeded(attempt);
    Optional<String> stronger =
        hasher.isWeaker(hash.get()) ? Optional.of(hasher.hash(password)) : Optional.empty();
    next.run(account, reply);
    stronger.ifPresent(replacement -> replaceHash(account, hash.get(), replacement));
  }

  /** The next log-in tries it again if it cannot be stored. */
  private void replaceHash(long account, String old, String stronger) {
    CompletableFuture<AccountReply<Boolean>> replaced = newReply();
    database.answer(
        replaced, () -> new Success<>(directory.store().replaceHash(account, old, stronger)));
  }

  private <T> CompletionStage<AccountReply<T>> request(RequestQueue.Request<T> request) {
    CompletableFuture<AccountReply<T>> reply = newReply();
    database.answer(reply, request);
    return reply;
  }

  private <T> CompletableFuture<AccountReply<T>> newReply() {
    return new CompletableFuture<AccountReply<T>>()
        .completeOnTimeout(
            AccountReply.unavailable(), settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
  }

  /** A password that cannot be prepared is wrong, and takes as long as another wrong one. */
  private static PreparedPassword prepareForComparison(Password password) {
    try {
      return PreparedPassword.of(password);
    } catch (RejectedException e) {
      return PreparedPassword.unusable();
    } finally {
      password.clear();
    }
  }

  private <T> AccountReply<T> lockedOut(Duration remaining) {
    return new Refused<>(
        new Problem(
            LOCKED_OUT, "Too many failed log-ins. Try again in " + inWords(remaining) + "."),
        Optional.of(clock.instant().plus(remaining).truncatedTo(ChronoUnit.MILLIS)));
  }

  private static String inWords(Duration remaining) {
    long seconds = remaining.plusNanos(999_999_999).toSeconds(); // rounded up
    return seconds < 120 ? seconds + " s" : (seconds + 59) / 60 + " min";
  }

  private static <T> AccountReply<T> loginFailed() {
    return new Refused<>(WRONG_LOG_IN);
  }

  private static <T> CompletionStage<AccountReply<T>> refused(Problem.Code code, String message) {
    return CompletableFuture.completedFuture(new Refused<>(new Problem(code, message)));
  }

  /** The threads keep this memory while they are busy. */
  private void warnOfLargeHashes() {
    long bytes = (long) settings.hash().memoryKib() * KIBIBYTE * settings.hashThreads();
    long heap = Runtime.getRuntime().maxMemory();
    if (bytes > heap / MAX_HASH_SHARE) {
      LOG.warn(
          "The hashes of passwords may take {} MiB of a heap of {} MiB: lower"
              + " parley.accounts.hash.memory or .threads, or raise -Xmx.",
          bytes / KIBIBYTE / KIBIBYTE,
          heap / KIBIBYTE / KIBIBYTE);
    }
  }

  private void startChecks() {
    long interval = settings.checkInterval().toNanos();
    var unused =
        checks.scheduleWithFixedDelay(this::check, interval, interval, TimeUnit.NANOSECONDS);
  }

  private void check() {
    try {
      directory.refresh();
      if (failing) {
        LOG.info("The accounts can be read again.");
      }
      failing = false;
    } catch (HistoryException | RuntimeException e) {
      if (!failing && !checks.isShutdown()) {
        LOG.warn("The accounts cannot be read: {}", e.getMessage());
      }
      failing = true;
    }
  }
}
