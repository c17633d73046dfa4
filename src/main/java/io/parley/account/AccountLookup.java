package io.parley.account;

import io.parley.protocol.Nickname;
import java.util.Optional;

/** Finds accounts, in memory, on any thread. */
public interface AccountLookup {

  /** The account that owns a nickname, or one that looks like it. */
  Optional<Account> ownerOf(Nickname nickname);

  /** The account with an id. */
  Optional<Account> find(long id);
}
