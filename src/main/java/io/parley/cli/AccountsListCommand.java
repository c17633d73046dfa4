package io.parley.cli;

import io.parley.cli.account.AccountListFormat;
import io.parley.cli.option.ExitStatus;
import io.parley.cli.option.ServerFilesOptions;
import io.parley.cli.terminal.PromptCancelledException;
import io.parley.config.InvalidSettingsException;
import io.parley.history.HistoryException;
import io.parley.protocol.RejectedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley accounts list}: prints the accounts. */
@Command(
    name = "list",
    description = "List all accounts in the order of their registration.",
    footer = {"  parley accounts list", "  parley accounts list --format jsonl"})
final class AccountsListCommand implements Callable<Integer> {
  @ParentCommand AccountsCommand accounts;
  @Spec CommandSpec spec;
  @Mixin ServerFilesOptions files = new ServerFilesOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = AccountListFormat.Converter.class,
      completionCandidates = AccountListFormat.Converter.class,
      description = "text, for people, or jsonl, one object a line (default: text).")
  AccountListFormat format = AccountListFormat.TEXT;

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
          PrintWriter out = spec.commandLine().getOut();
          format.lines(directory.all(), ZoneId.systemDefault()).forEach(out::println);
          out.flush();
        });
    return ExitStatus.OK;
  }
}
