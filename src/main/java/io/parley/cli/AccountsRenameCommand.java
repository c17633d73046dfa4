package io.parley.cli;

import io.parley.account.Account;
import io.parley.account.AccountDirectory;
import io.parley.account.AccountSettings;
import io.parley.cli.account.NicknameConverter;
import io.parley.history.HistoryException;
import io.parley.protocol.Nickname;
import io.parley.protocol.RejectedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley accounts rename}: changes the main nickname of an account. */
@Command(
    name = "rename",
    description = {
      "Give an account another main nickname.",
      "The old one is free afterwards; if the account owns the new one already, it keeps both."
    },
    footer = "  parley accounts rename pat patricia")
final class AccountsRenameCommand extends ExistingAccountCommand {
  @Parameters(
      index = "1",
      paramLabel = "NEW",
      converter = NicknameConverter.class,
      description = "The new main nickname.")
  Nickname newNickname = Nickname.guest(0); // always replaced: the parameter is required

  @Override
  String change(AccountDirectory directory, Account account, AccountSettings settings)
      throws RejectedException, HistoryException {
    Account renamed = directory.rename(account.id(), newNickname);
    return "account " + account.nickname() + " is now " + renamed.nickname();
  }
}
