package io.parley.cli;

import io.parley.account.Account;
import io.parley.account.AccountRole;
import io.parley.cli.account.AccountRoleConverter;
import io.parley.cli.account.NicknameConverter;
import io.parley.cli.option.ExitStatus;
import io.parley.cli.option.ServerFilesOptions;
import io.parley.cli.terminal.PromptCancelledException;
import io.parley.config.InvalidSettingsException;
import io.parley.history.HistoryException;
import io.parley.protocol.Nickname;
import io.parley.protocol.RejectedException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley accounts add}: registers an account. */
@Command(
    name = "add",
    description = {
      "Register an account. Asks for its password, or reads the first line of standard input if that is no terminal."
    },
    footer = {
      "  parley accounts add pat",
      "  parley accounts add olga --role operator < password.txt"
    })
final class AccountsAddCommand implements Callable<Integer> {
  @ParentCommand AccountsCommand accounts;
  @Spec CommandSpec spec;
  @Mixin ServerFilesOptions files = new ServerFilesOptions();

  @Parameters(
      index = "0",
      paramLabel = "NICKNAME",
      converter = NicknameConverter.class,
      description = "The main nickname of the account.")
  Nickname nickname = Nickname.guest(0); // always replaced: the parameter is required

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      converter = AccountRoleConverter.class,
      completionCandidates = AccountRoleConverter.class,
      description = "member or operator (default: member).")
  AccountRole role = AccountRole.MEMBER;

  @Override
  public Integer call()
      throws InvalidSettingsException,
          RejectedException,
          HistoryException,
          IOException,
          PromptCancelledException {
    accounts.onExistingOrNew(
        files,
        (directory, settings) -> {
          directory.requireFree(nickname); // before the question
          String hash = accounts.readPasswordHash(settings, nickname, List.of(nickname));
          Account added = directory.add(nickname, role, hash);
          AccountsCommand.report(
              spec, "account " + added.nickname() + " added (" + role.storedName() + ")");
        });
    return ExitStatus.OK;
  }
}
