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

/** {@code parley accounts remove}: removes an account. */
@Command(
    name = "remove",
    description = "Remove an account permanently. Its nicknames are free; its messages stay.",
    footer = "  parley accounts remove pat")
final class AccountsRemoveCommand implements Callable<Integer> {
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
          Account removed = directory.remove(AccountsCommand.find(directory, nickname).id());
          AccountsCommand.report(spec, "account " + removed.nickname() + " removed");
        });
    return ExitStatus.OK;
  }
}
