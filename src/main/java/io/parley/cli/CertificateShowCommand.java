package io.parley.cli;

import io.parley.cli.option.ExitStatus;
import io.parley.cli.option.ServerFilesOptions;
import io.parley.cli.server.CertificateText;
import io.parley.config.InvalidSettingsException;
import io.parley.server.TlsSettings;
import io.parley.tls.InvalidCertificateException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley certificate show}: prints what the certificate says. */
@Command(
    name = "show",
    description = "Print the certificate: its file, names, validity and SHA-256 fingerprint.",
    footer = "  parley certificate show --data /var/lib/parley")
final class CertificateShowCommand implements Callable<Integer> {
  @ParentCommand CertificateCommand certificate;
  @Spec CommandSpec spec;
  @Mixin ServerFilesOptions files = new ServerFilesOptions();

  @Override
  public Integer call() throws InvalidSettingsException, InvalidCertificateException {
    TlsSettings settings = certificate.settings(files);
    if (settings.generated() && settings.files().areMissing()) {
      throw new InvalidCertificateException(
          "there is no certificate in "
              + settings.files().certificate().getParent()
              + "; a server with TLS, or `parley certificate renew`, makes one");
    }
    PrintWriter out = spec.commandLine().getOut();
    CertificateText.lines(settings.files(), InstantSource.system()).forEach(out::println);
    out.flush();
    return ExitStatus.OK;
  }
}
