package io.parley.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an account may do. */
public enum AccountRole {
  MEMBER,
  OPERATOR;

  /** The name in the database, in settings and on the command line. */
  public String storedName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Finds the role with a stored name. */
  public static Optional<AccountRole> fromStoredName(String name) {
    return Arrays.stream(values()).filter(role -> role.storedName().equals(name)).findFirst();
  }
}
