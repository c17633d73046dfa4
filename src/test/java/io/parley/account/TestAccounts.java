package io.parley.account;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.parley.account.password.Argon2;
import io.parley.account.password.HashSettings;
import io.parley.account.password.PasswordFunction;
import io.parley.account.password.PasswordHasher;
import io.parley.protocol.Nickname;
import io.parley.protocol.Password;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Settings, cheap hashes and results for tests of the accounts. */
final class TestAccounts {
  static final HashSettings CHEAP = new HashSettings(8, 1);

  private TestAccounts() {}

  /** Argon2 that counts its calls. */
  static final class CountingFunction implements PasswordFunction {
    final AtomicInteger calls = new AtomicInteger();
    private final Argon2 argon2 = new Argon2();

    @Override
    public byte[] compute(byte[] password, byte[] salt, HashSettings cost, int lanes, int length) {
      calls.incrementAndGet();
      return argon2.compute(password, salt, cost, lanes, length);
    }
  }

  /** The default settings with changes: paths below {@code parley.accounts}, and values. */
  static AccountSettings settings(Map<String, Object> changes) throws Exception {
    var config = ConfigFactory.parseResources("reference.conf").resolve();
    for (Map.Entry<String, Object> change : changes.entrySet()) {
      config =
          config.withValue(
              "parley.accounts." + change.getKey(),
              ConfigValueFactory.fromAnyRef(change.getValue()));
    }
    return AccountSettings.read(config);
  }

  static PasswordHasher cheapHasher() {
    return new PasswordHasher(CHEAP);
  }

  static Nickname nickname(String name) {
    try {
      return Nickname.parse(name);
    } catch (RejectedException e) {
      throw new AssertionError(name, e);
    }
  }

  static Password password(String text) {
    return Password.of(text);
  }

  static <T> AccountReply<T> join(CompletionStage<AccountReply<T>> reply) throws Exception {
    return reply.toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  static <T> T success(CompletionStage<AccountReply<T>> reply) throws Exception {
    AccountReply<T> joined = join(reply);
    if (joined instanceof AccountReply.Success<T> success) {
      return success.value();
    }
    throw new AssertionError(joined.toString());
  }

  static <T> Problem.Code refusal(CompletionStage<AccountReply<T>> reply) throws Exception {
    return refused(reply).problem().code();
  }

  static <T> AccountReply.Refused<T> refused(CompletionStage<AccountReply<T>> reply)
      throws Exception {
    AccountReply<T> joined = join(reply);
    if (joined instanceof AccountReply.Refused<T> refused) {
      return refused;
    }
    throw new AssertionError(joined.toString());
  }

  static <T> Optional<T> none() {
    return Optional.empty();
  }
}
