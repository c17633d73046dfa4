package io.parley.cli.account;

import io.parley.account.AccountRole;
import io.parley.cli.option.EnumConverter;

/** Converts the name of a role. */
public final class AccountRoleConverter extends EnumConverter<AccountRole> {
  AccountRoleConverter() {
    super(AccountRole.class, "role");
  }
}
