package io.parley.cli;

import io.parley.account.Account;
import io.parley.account.AccountDirectory;
import io.parley.account.AccountSettings;
import io.parley.cli.terminal.PromptCancelledException;
import io.parley.history.HistoryException;
import io.parley.protocol.RejectedException;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code parley accounts password}: changes a password. */
@Command(
    name = "password",
    description = {
      "Change the password of an account. Asks for it, or reads the first line of standard input if that is no terminal."
    },
    footer = {"  parley accounts password pat", "  parley accounts password pat < password.txt"})
final class AccountsPasswordCommand extends ExistingAccountCommand {
  @Override
  String change(AccountDirectory directory, Account account, AccountSettings settings)
      throws RejectedException, HistoryException, IOException, PromptCancelledException {
    directory.changePassword(
        account.id(), accounts.readPasswordHash(settings, account.nickname(), account.nicknames()));
    return "password of " + account.nickname() + " changed";
  }
}
