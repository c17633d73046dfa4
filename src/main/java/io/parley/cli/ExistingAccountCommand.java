package io.parley.cli;

import io.parley.account.Account;
import io.parley.account.AccountDirectory;
import io.parley.account.AccountSettings;
import io.parley.cli.option.ExitStatus;
import io.parley.cli.option.ServerFilesOptions;
import io.parley.cli.terminal.PromptCancelledException;
import io.parley.config.InvalidSettingsException;
import io.parley.history.HistoryException;
import io.parley.protocol.RejectedException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command of {@code parley accounts} that changes one account. */
abstract class ExistingAccountCommand implements Callable<Integer> {
  @ParentCommand AccountsCommand accounts;
  @Spec CommandSpec spec;
  @Mixin ServerFilesOptions files = new ServerFilesOptions();

  @Parameters(index = "0", paramLabel = "NICKNAME", description = "A nickname of the account.")
  String nickname = ""; // always replaced: the parameter is required

  /** Changes the account. Returns what was done, in one line. */
  abstract String change(AccountDirectory directory, Account account, AccountSettings settings)
      throws RejectedException, HistoryException, IOException, PromptCancelledException;

  @Override
  public final Integer call()
      throws InvalidSettingsException,
          RejectedException,
          HistoryException,
          IOException,
          PromptCancelledException {
    accounts.onExisting(
        files,
        (directory, settings) ->
            AccountsCommand.report(
                spec, change(directory, AccountsCommand.find(directory, nickname), settings)));
    return ExitStatus.OK;
  }
}
