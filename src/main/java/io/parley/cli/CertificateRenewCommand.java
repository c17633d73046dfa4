package io.parley.cli;

import io.parley.cli.option.ExitStatus;
import io.parley.cli.option.ServerFilesOptions;
import io.parley.config.InvalidSettingsException;
import io.parley.server.TlsSettings;
import io.parley.tls.Fingerprint;
import io.parley.tls.InvalidCertificateException;
import io.parley.tls.SelfSignedCertificate;
import io.parley.tls.ServerIdentity;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley certificate renew}: makes a new certificate. */
@Command(
    name = "renew",
    description = {
      "Make a new certificate with a new key, in place of the one that the server made itself.",
      "A running server takes it for new connections. People who trust the old fingerprint must be"
          + " told the new one."
    },
    footer = "  parley certificate renew --data /var/lib/parley")
final class CertificateRenewCommand implements Callable<Integer> {
  @ParentCommand CertificateCommand certificate;
  @Spec CommandSpec spec;
  @Mixin ServerFilesOptions files = new ServerFilesOptions();

  @Override
  public Integer call() throws InvalidSettingsException, InvalidCertificateException, IOException {
    TlsSettings settings = certificate.settings(files);
    if (!settings.generated()) {
      throw new InvalidCertificateException(
          "parley.tls.certificate names "
              + settings.files().certificate()
              + "; renew it with the program that made it");
    }
    ServerIdentity identity = SelfSignedCertificate.create(Instant.now());
    settings.files().write(identity);
    PrintWriter out = spec.commandLine().getOut();
    ParleyCommand.print(out, "new certificate in " + settings.files().certificate());
    ParleyCommand.print(out, "fingerprint " + Fingerprint.of(identity.certificate()));
    return ExitStatus.OK;
  }
}
