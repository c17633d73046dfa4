package io.parley.cli;

import io.parley.account.Account;
import io.parley.account.AccountDirectory;
import io.parley.account.AccountSettings;
import io.parley.history.HistoryException;
import io.parley.protocol.RejectedException;
import picocli.CommandLine.Command;

/** {@code parley accounts remove}: removes an account. */
@Command(
    name = "remove",
    description = "Remove an account permanently. Its nicknames are free; its messages stay.",
    footer = "  parley accounts remove pat")
final class AccountsRemoveCommand extends ExistingAccountCommand {
  @Override
  String change(AccountDirectory directory, Account account, AccountSettings settings)
      throws RejectedException, HistoryException {
    return "account " + directory.remove(account.id()).nickname() + " removed";
  }
}
