package io.parley.account;

import com.typesafe.config.Config;
import io.parley.config.InvalidSettingsException;
import io.parley.history.HistoryException;
import java.time.InstantSource;

/** Accounts in memory with cheap hashes, for tests of what uses accounts. */
public final class OpenAccounts {
  private OpenAccounts() {}

  /**
   * Opens accounts without any account.
   *
   * @param config the whole configuration
   */
  public static Accounts inMemory(Config config) {
    return on(new InMemoryAccountStore(), config);
  }

  /** Opens the accounts of a store, which is closed with them. */
  public static Accounts on(AccountStore store, Config config) {
    try {
      return Accounts.open(
          store,
          AccountSettings.read(config),
          TestAccounts.cheapHasher(),
          InstantSource.system(),
          System::nanoTime);
    } catch (InvalidSettingsException | HistoryException e) {
      throw new AssertionError(e);
    }
  }
}
