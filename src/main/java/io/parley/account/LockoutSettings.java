package io.parley.account;

import java.time.Duration;

/**
 * When failed log-ins lock out. application.conf has the keys, units and reasons.
 *
 * @param accountFailures the number for one account, or one nickname that no account owns, 1 or
 *     more
 * @param addressFailures the number from one address, 1 or more
 * @param window the time in which they are counted
 * @param delay how long the first lockout lasts
 * @param maxDelay how long a lockout lasts at most
 * @param maxRemembered the number of accounts, of nicknames and of addresses that are remembered
 */
public record LockoutSettings(
    int accountFailures,
    int addressFailures,
    Duration window,
    Duration delay,
    Duration maxDelay,
    int maxRemembered) {}
