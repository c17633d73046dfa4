package io.parley.cli;

import io.parley.account.Account;
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

/** {@code parley accounts password}: changes a password. */
@Command(
    name = "password",
    description = {
      "Change the password of an account. Asks for it, or reads the first line of standard input if that is no terminal."
    },
    footer = {"  parley accounts password pat", "  parley accounts password pat < password.txt"})
final class AccountsPasswordCommand implements Callable<Integer> {
  @ParentCommand AccountsCommand accounts;
  @Spec CommandSpec spec;
  @Mixin ServerFilesOptions files = new ServerFilesOptions();

  @Parameters(index = "0", paramLabel = "NICKNAME", description = "A nickname of the account.")
  String nickname = ""; // always replaced: the parameter is required

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
          Account account = AccountsCommand.find(directory, nickname);
          String hash =
              accounts.readPasswordHash(settings, account.nickname(), account.nicknames());
          directory.changePassword(account.id(), hash);
          AccountsCommand.report(spec, "password of " + account.nickname() + " changed");
        });
    return ExitStatus.OK;
  }
}
