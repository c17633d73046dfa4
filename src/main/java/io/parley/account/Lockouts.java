package io.parley.account;

import io.parley.address.Network;
import io.parley.protocol.Nickname;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lockouts of accounts and addresses.
 *
 * <p>1. A nickname that no account owns is counted and locked out as an account is, together with
 * all nicknames that look like it: nobody can find out by that whether there is an account. 2. A
 * success forgets the failures of the account, not those of the address: otherwise somebody with an
 * account could guess those of others without end. 3. Failures with nicknames that nobody owns
 * never push those of accounts out of the memory.
 */
final class Lockouts {
  private static final Logger LOG = LoggerFactory.getLogger(Lockouts.class);

  private final LockoutTable<Long> accounts;
  private final LockoutTable<String> nicknames;
  private final LockoutTable<Network> networks;

  Lockouts(LockoutSettings settings, LongSupplier nanoTime) {
    accounts = new LockoutTable<>(settings.accountFailures(), settings, nanoTime);
    nicknames = new LockoutTable<>(settings.accountFailures(), settings, nanoTime);
    networks = new LockoutTable<>(settings.addressFailures(), settings, nanoTime);
  }

  /**
   * What a log-in is counted for.
   *
   * @param account the account; empty if nobody owns the nickname
   * @param keys what the nickname looks like, if nobody owns it
   * @param from the network of the client; empty for an exempt one
   */
  record Attempt(OptionalLong account, List<String> keys, Optional<Network> from) {
    static Attempt of(long account, Optional<Network> from) {
      return new Attempt(OptionalLong.of(account), List.of(), from);
    }

    static Attempt ofFree(Nickname nickname, Optional<Network> from) {
      return new Attempt(OptionalLong.empty(), nickname.identityKeys(), from);
    }
  }

  /** How long log-ins like this are still locked out; empty if they are not. */
  Optional<Duration> remaining(Attempt attempt) {
    Stream<Duration> ofAccount =
        attempt.account().isPresent()
            ? accounts.remaining(attempt.account().getAsLong()).stream()
            : attempt.keys().stream().flatMap(key -> nicknames.remaining(key).stream());
    Stream<Duration> ofNetwork =
        attempt.from().stream().flatMap(network -> networks.remaining(network).stream());
    return Stream.concat(ofAccount, ofNetwork).max(Comparator.naturalOrder());
  }

  /** A nickname that nobody owns is not logged: it may be a password in the wrong field. */
  void onFailed(Attempt attempt) {
    attempt.account().ifPresent(id -> log("The account with the id " + id, accounts.onFailed(id)));
    attempt.keys().forEach(nicknames::onFailed);
    attempt.from().ifPresent(from -> log(from.toString(), networks.onFailed(from)));
  }

  private static void log(String who, Optional<Duration> lockout) {
    lockout.ifPresent(
        delay ->
            LOG.info("{} is locked out for {} s after failed log-ins.", who, delay.toSeconds()));
  }

  void onSucceeded(Attempt attempt) {
    attempt.account().ifPresent(accounts::onSucceeded);
  }
}
