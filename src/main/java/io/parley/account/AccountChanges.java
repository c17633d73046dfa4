package io.parley.account;

import java.util.List;

/**
 * What has changed in the store.
 *
 * @param number the number of the last change that is surely part of it
 * @param complete whether {@code changed} has all accounts, so that others do not exist
 * @param changed the accounts that are new or have changed
 * @param removed the ids of those that were removed
 */
public record AccountChanges(
    long number, boolean complete, List<StoredAccount> changed, List<Long> removed) {
  public AccountChanges {
    changed = List.copyOf(changed);
    removed = List.copyOf(removed);
  }
}
