package io.parley.account;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.parley.account.password.HashSettings;
import io.parley.address.Rate;
import io.parley.config.InvalidSettingsException;
import io.parley.config.SettingsReader;
import java.time.Duration;

/**
 * The settings of the accounts. application.conf has the keys, units, bounds and reasons.
 *
 * @param registration who may register in the chat
 * @param required whether only accounts may enter
 * @param loginRegisters whether the first log-in with a free nickname registers it
 * @param maxAccounts the number of accounts
 * @param maxNicknames the number of nicknames of an account besides its main one
 * @param maxReadMarks the number of rooms of which the read mark of an account is kept
 * @param readMarkInterval the time between two writes of read marks
 * @param maxUnsavedMarks the number of read marks that wait to be written
 * @param maxUnread the number of messages of a room that are looked at to count the unread ones
 * @param registrations how many accounts one address may register
 * @param hash what new hashes of passwords cost
 * @param hashThreads the number of passwords that are hashed at the same time
 * @param maxQueuedHashes the number of passwords that wait to be hashed
 * @param maxQueuedRequests the number of requests that wait for the database
 * @param timeout the time in which a request is answered
 * @param checkInterval the time between two looks for changes by other processes
 */
public record AccountSettings(
    RegistrationPolicy registration,
    boolean required,
    boolean loginRegisters,
    int maxAccounts,
    int maxNicknames,
    int maxReadMarks,
    Duration readMarkInterval,
    int maxUnsavedMarks,
    int maxUnread,
    Rate registrations,
    HashSettings hash,
    int hashThreads,
    int maxQueuedHashes,
    int maxQueuedRequests,
    Duration timeout,
    Duration checkInterval,
    LockoutSettings lockouts) {
  private static final String PATH = "parley";
  private static final String SECTION = "accounts";
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int MAX_COUNT = 1_000_000;
  private static final int KIBIBYTE = 1024;

  /** 256 MiB: more than the half of a server's heap. */
  private static final int MAX_MEMORY_BYTES = 256 * KIBIBYTE * KIBIBYTE;

  /**
   * Reads the settings from the whole configuration.
   *
   * @throws InvalidSettingsException with all mistakes
   */
  public static AccountSettings read(Config root) throws InvalidSettingsException {
    SettingsReader parley = SettingsReader.at(root, PATH);
    parley
        .section(SECTION)
        .rejectUnknown(
            SettingsReader.names(ConfigFactory.defaultReference(), PATH + "." + SECTION));
    AccountSettings settings = read(parley);
    parley.finish();
    return settings;
  }

  /**
   * Reads the settings.
   *
   * @param parley a reader of the section {@code parley}; it collects the mistakes
   */
  public static AccountSettings read(SettingsReader parley) {
    SettingsReader accounts = parley.section(SECTION);
    SettingsReader registrations = accounts.section("registrations-per-address");
    SettingsReader hash = accounts.section("hash");
    return new AccountSettings(
        RegistrationPolicy.fromSettingName(
            accounts.oneOf("registration", RegistrationPolicy.settingNames())),
        accounts.bool("required"),
        accounts.bool("login-registers"),
        accounts.integer("max-accounts", 1, MAX_COUNT),
        accounts.integer("nicknames", 0, 100),
        accounts.integer("read-marks", 1, 10_000),
        accounts.duration("read-mark-interval", Duration.ofMillis(10), Duration.ofMinutes(1)),
        accounts.integer("unsaved-read-marks", 1, MAX_COUNT),
        accounts.integer("unread-messages", 1, 100_000),
        new Rate(
            registrations.integer("burst", 1, MAX_COUNT),
            Duration.ofHours(1).toNanos() / registrations.integer("per-hour", 1, MAX_COUNT)),
        new HashSettings(
            hash.bytes("memory", 8 * KIBIBYTE, MAX_MEMORY_BYTES) / KIBIBYTE,
            hash.integer("iterations", 1, 100)),
        hash.integer("threads", 1, 64),
        hash.integer("queue", 1, 10_000),
        accounts.integer("queue", 1, MAX_COUNT),
        accounts.duration("timeout", Duration.ofMillis(10), Duration.ofMinutes(10)),
        accounts.duration("check-interval", Duration.ofMillis(10), Duration.ofMinutes(1)),
        lockouts(accounts.section("lockouts")));
  }

  /** These settings with the other ones' answers to who may register and who may enter. */
  AccountSettings withPoliciesOf(AccountSettings other) {
    return new AccountSettings(
        other.registration,
        other.required,
        other.loginRegisters,
        maxAccounts,
        maxNicknames,
        maxReadMarks,
        readMarkInterval,
        maxUnsavedMarks,
        maxUnread,
        registrations,
        hash,
        hashThreads,
        maxQueuedHashes,
        maxQueuedRequests,
        timeout,
        checkInterval,
        lockouts);
  }

  private static LockoutSettings lockouts(SettingsReader lockouts) {
    LockoutSettings settings =
        new LockoutSettings(
            lockouts.integer("account-failures", 1, 1000),
            lockouts.integer("address-failures", 1, 100_000),
            lockouts.duration("window", SECOND, DAY),
            lockouts.duration("delay", SECOND, DAY),
            lockouts.duration("max-delay", SECOND, DAY),
            lockouts.integer("remembered", 1, MAX_COUNT));
    if (settings.maxDelay().compareTo(settings.delay()) < 0) {
      lockouts.addError("max-delay", "must not be shorter than delay");
    }
    return settings;
  }
}
