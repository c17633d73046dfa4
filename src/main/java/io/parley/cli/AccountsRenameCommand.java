package io.parley.cli;

import io.parley.account.Account;
import io.parley.cli.account.NicknameConverter;
import io.parley.cli.option.ExitStatus;
import io.parley.cli.option.ServerFilesOptions;
import io.parley.cli.terminal.PromptCancelledException;
import io.parley.config.InvalidSettingsException;
import io.parley.history.HistoryException;
import io.parley.protocol.Nickname;
import io.parley.protocol.RejectedException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley accounts rename}: changes the main nickname of an account. */
@Command(
    name = "rename",
    description = {
      "Give an account another main nickname.",
      "The old one is free afterwards; if the account owns the new one already, it keeps both."
    },
    footer = "  parley accounts rename pat patricia")
final class AccountsRenameCommand implements Callable<Integer> {
  @ParentCommand AccountsCommand accounts;
  @Spec CommandSpec spec;
  @Mixin ServerFilesOptions files = new ServerFilesOptions();

  @Parameters(index = "0", paramLabel = "NICKNAME", description = "A nickname of the account.")
  String nickname = ""; // always replaced: the parameter is required

  @Parameters(
      index = "1",
      paramLabel = "NEW",
      converter = NicknameConverter.class,
      description = "The new main nickname.")
  Nickname newNickname = Nickname.guest(0); // always replaced, as the other one

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
          Account renamed = directory.rename(account.id(), newNickname);
          AccountsCommand.report(
              spec, "account " + account.nickname() + " is now " + renamed.nickname());
        });
    return ExitStatus.OK;
  }
}
