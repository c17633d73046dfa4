package io.parley.account;

import io.parley.protocol.Nickname;
import java.util.List;

/**
 * A change of the accounts, by this server or by another process, in the order of the changes. A
 * change that was undone before it was noticed is not reported.
 */
public sealed interface AccountEvent {
  /** The account after the change; of a removed one, before it. */
  Account account();

  /** An account was registered. Its nicknames are owned from now on. */
  record AccountRegistered(Account account) implements AccountEvent {}

  /** The account does not exist any more. Its nicknames are free. */
  record AccountRemoved(Account account) implements AccountEvent {}

  /** The password is another one. Whoever logged in with the old one should log in again. */
  record PasswordChanged(Account account) implements AccountEvent {}

  /**
   * The account owns other nicknames, or its main nickname is another one.
   *
   * @param taken the nicknames that it owns from now on
   * @param givenUp the nicknames that it does not own any more
   */
  record NicknamesChanged(Account account, List<Nickname> taken, List<Nickname> givenUp)
      implements AccountEvent {
    public NicknamesChanged {
      taken = List.copyOf(taken);
      givenUp = List.copyOf(givenUp);
    }
  }

  /** The account has another role. */
  record RoleChanged(Account account) implements AccountEvent {}
}
