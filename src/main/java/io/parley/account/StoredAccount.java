package io.parley.account;

/**
 * An account in the store.
 *
 * @param passwordChanged the number of the change that gave it another password
 */
public record StoredAccount(Account account, long passwordChanged) {}
