package io.parley.cli;

import io.parley.account.Account;
import io.parley.account.AccountDirectory;
import io.parley.account.AccountRole;
import io.parley.account.AccountSettings;
import io.parley.cli.account.AccountRoleConverter;
import io.parley.history.HistoryException;
import io.parley.protocol.RejectedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley accounts role}: sets the role of an account. */
@Command(
    name = "role",
    description = "Make an account an operator, or a member again.",
    footer = "  parley accounts role pat operator")
final class AccountsRoleCommand extends ExistingAccountCommand {
  @Parameters(
      index = "1",
      paramLabel = "ROLE",
      converter = AccountRoleConverter.class,
      completionCandidates = AccountRoleConverter.class,
      description = "member or operator.")
  AccountRole role = AccountRole.MEMBER; // always replaced: the parameter is required

  @Override
  String change(AccountDirectory directory, Account account, AccountSettings settings)
      throws RejectedException, HistoryException {
    Account changed = directory.setRole(account.id(), role);
    return "account " + changed.nickname() + " has the role " + role.storedName();
  }
}
