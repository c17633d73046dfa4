package io.parley.cli;

import ch.qos.logback.classic.Level;
import com.typesafe.config.Config;
import io.parley.account.Account;
import io.parley.account.AccountDirectory;
import io.parley.account.AccountSettings;
import io.parley.account.password.PasswordHasher;
import io.parley.account.password.PreparedPassword;
import io.parley.account.sql.AccountStoreFactory;
import io.parley.cli.account.PasswordInput;
import io.parley.cli.option.ServerFilesOptions;
import io.parley.cli.terminal.PromptCancelledException;
import io.parley.config.InvalidSettingsException;
import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley accounts}: operations on the accounts, for the operator. */
@Command(
    name = "accounts",
    description = {
      "List, add, change or remove accounts, which own nicknames.",
      "A running server notices a change within half a second."
    },
    footer = {
      "  parley accounts add pat --role operator",
      "  parley accounts list",
      "  parley accounts password pat < file     the first line is the password"
    },
    subcommands = {
      AccountsListCommand.class,
      AccountsAddCommand.class,
      AccountsRemoveCommand.class,
      AccountsPasswordCommand.class,
      AccountsRenameCommand.class,
      AccountsRoleCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
final class AccountsCommand implements Runnable {
  @ParentCommand ParleyCommand parley;
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }

  /** What a command does with the open accounts. */
  interface Work {
    void run(AccountDirectory accounts, AccountSettings settings)
        throws RejectedException, HistoryException, IOException, PromptCancelledException;
  }

  /**
   * Runs a command on the accounts of the configured history, which must exist.
   *
   * @throws HistoryException if it does not exist or cannot be opened
   */
  void onExisting(ServerFilesOptions files, Work work)
      throws InvalidSettingsException,
          RejectedException,
          HistoryException,
          IOException,
          PromptCancelledException {
    Config config = config(files);
    HistorySettings history = HistorySettings.read(config);
    if (!history.isInMemory()) {
      HistoryCommand.requireExisting(history);
    }
    run(config, history, work);
  }

  /** The same, but creates a history that does not exist. */
  void onExistingOrNew(ServerFilesOptions files, Work work)
      throws InvalidSettingsException,
          RejectedException,
          HistoryException,
          IOException,
          PromptCancelledException {
    Config config = config(files);
    run(config, HistorySettings.read(config), work);
  }

  private static void run(Config config, HistorySettings history, Work work)
      throws InvalidSettingsException,
          RejectedException,
          HistoryException,
          IOException,
          PromptCancelledException {
    AccountSettings settings = AccountSettings.read(config);
    try (AccountDirectory accounts =
        AccountDirectory.open(
            AccountStoreFactory.open(history), settings, InstantSource.system())) {
      work.run(accounts, settings);
    }
  }

  /** Loads the configuration, for a command whose log is its errors. */
  private Config config(ServerFilesOptions files) throws InvalidSettingsException {
    Logging.setLevel(parley.debug ? Level.DEBUG : Level.WARN);
    return parley.config(files);
  }

  /**
   * Finds an account by one of its nicknames. One that only looks like it is not enough.
   *
   * @throws RejectedException {@code NO_SUCH_ACCOUNT}
   */
  static Account find(AccountDirectory accounts, String name) throws RejectedException {
    Nickname nickname = Nickname.sanitize(name);
    Account owner =
        accounts
            .ownerOf(nickname)
            .orElseThrow(
                () ->
                    new RejectedException(
                        Problem.Code.NO_SUCH_ACCOUNT, "No account owns " + nickname + "."));
    if (owner.nicknames().stream().noneMatch(nickname::isSame)) {
      throw new RejectedException(
          Problem.Code.NO_SUCH_ACCOUNT,
          "No account owns "
              + nickname
              + ", which only looks like a nickname of "
              + owner.nickname()
              + ".");
    }
    return owner;
  }

  /** Reads a new password and hashes it. */
  String readPasswordHash(AccountSettings settings, Nickname nickname, List<Nickname> nicknames)
      throws RejectedException, IOException, PromptCancelledException {
    PreparedPassword password =
        new PasswordInput(parley.environment().userPrompt(), System.in).read(nickname, nicknames);
    try {
      return new PasswordHasher(settings.hash()).hash(password);
    } finally {
      password.clear();
    }
  }

  /** Says what was done. */
  static void report(CommandSpec spec, String line) {
    ParleyCommand.print(spec.commandLine().getErr(), line);
  }
}
