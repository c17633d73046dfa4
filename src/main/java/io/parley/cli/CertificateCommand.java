package io.parley.cli;

import ch.qos.logback.classic.Level;
import io.parley.cli.option.ServerFilesOptions;
import io.parley.config.InvalidSettingsException;
import io.parley.server.ServerSettings;
import io.parley.server.TlsSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley certificate}: the TLS certificate of a server, for the operator. */
@Command(
    name = "certificate",
    description = {
      "Show or renew the TLS certificate of the server.",
      "The server may run at the same time."
    },
    footer = {
      "  parley certificate show                what people compare before they trust it",
      "  parley certificate renew               a new one with a new key"
    },
    subcommands = {CertificateShowCommand.class, CertificateRenewCommand.class},
    synopsisSubcommandLabel = "COMMAND")
final class CertificateCommand implements Runnable {
  @ParentCommand ParleyCommand parley;
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }

  /** The settings of TLS, for a command whose log is its errors. */
  TlsSettings settings(ServerFilesOptions files) throws InvalidSettingsException {
    Logging.setLevel(parley.debug ? Level.DEBUG : Level.WARN);
    return ServerSettings.read(parley.config(files)).tls();
  }
}
