package io.parley.cli;

import io.parley.account.Account;
import io.parley.account.AccountRole;
import io.parley.cli.account.AccountRoleConverter;
import io.parley.cli.option.ExitStatus;
import io.parley.cli.option.ServerFilesOptions;
import io.parley.cli.terminal.PromptCancelledException;
import io.parley.config.InvalidSettingsException;
import io.parley.history.HistoryException;
import io.parley.protocol.RejectedException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley accounts role}: sets the role of an account. */
@Command(
    name = "role",
    description = "Make an account an operator, or a member again.",
    footer = "  parley accounts role pat operator")
final class AccountsRoleCommand implements Callable<Integer> {
  @ParentCommand AccountsCommand accounts;
  @Spec CommandSpec spec;
  @Mixin ServerFilesOptions files = new ServerFilesOptions();

  @Parameters(index = "0", paramLabel = "NICKNAME", description = "A nickname of the account.")
  String nickname = ""; // always replaced: the parameter is required

  @Parameters(
      index = "1",
      paramLabel = "ROLE",
      converter = AccountRoleConverter.class,
      completionCandidates = AccountRoleConverter.class,
      description = "member or operator.")
  AccountRole role = AccountRole.MEMBER; // always replaced, as the other one

  @Override
  public Integer call()
      throws InvalidSettingsException,
          RejectedException,
          HistoryException,
          IOException,
          PromptCancelledException {
    accounts.onExisting(
        files,
        (directory, settings) -> {
          Account account = directory.setRole(AccountsCommand.find(directory, nickname).id(), role);
          AccountsCommand.report(
              spec, "account " + account.nickname() + " has the role " + role.storedName());
        });
    return ExitStatus.OK;
  }
}
