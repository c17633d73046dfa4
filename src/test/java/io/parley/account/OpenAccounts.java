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
    try {
      return Accounts.open(
          new InMemoryAccountStore(),
          AccountSettings.read(config),
          TestAccounts.cheapHasher(),
          InstantSource.system(),
          System::nanoTime);
    } catch (InvalidSettingsException | HistoryException e) {
      throw new AssertionError(e);
    }
  }
}
