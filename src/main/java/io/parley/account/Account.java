package io.parley.account;

import io.parley.protocol.Nickname;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A person's account.
 *
 * @param id above 0; never assigned to another account, not even when this one is removed
 * @param nickname the main nickname, by which the account is known
 * @param otherNicknames the further nicknames that it owns, in the order in which they were added
 * @param created when it was registered
 */
public record Account(
    long id, Nickname nickname, List<Nickname> otherNicknames, AccountRole role, Instant created) {

  public Account {
    otherNicknames = List.copyOf(otherNicknames);
  }

  /** All nicknames that it owns, the main one first. */
  public List<Nickname> nicknames() {
    return Stream.concat(Stream.of(nickname), otherNicknames.stream()).toList();
  }

  /** Whether the account may do what only operators may. */
  public boolean isOperator() {
    return role == AccountRole.OPERATOR;
  }
}
