package io.parley.cli.server;

import io.parley.server.ServerSettings;
import io.parley.server.TlsSettings;
import io.parley.tls.CertificateFiles;
import io.parley.tls.Fingerprint;
import io.parley.tls.InvalidCertificateException;
import io.parley.tls.SelfSignedCertificate;
import io.parley.tls.ServerCertificate;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The certificate that a server starts with.
 *
 * @param certificate empty if no listener has TLS
 * @param lines for the output of the server
 */
public record StartCertificate(Optional<ServerCertificate> certificate, List<String> lines) {

  /**
   * Reads the certificate if a listener has TLS. Makes one if none is configured and there is none.
   *
   * @throws InvalidCertificateException if it cannot be used
   * @throws IOException if a new one cannot be written
   */
  public static StartCertificate open(ServerSettings settings)
      throws InvalidCertificateException, IOException {
    if (!settings.hasTls()) {
      return new StartCertificate(Optional.empty(), List.of());
    }
    TlsSettings tls = settings.tls();
    CertificateFiles files = tls.files();
    List<String> lines = new ArrayList<>();
    if (tls.generated() && files.areMissing()) {
      files.write(SelfSignedCertificate.create(Instant.now()));
      lines.add("new certificate in " + files.certificate());
    } else {
      lines.add("certificate in " + files.certificate());
    }
    ServerCertificate certificate = ServerCertificate.open(files);
    lines.add("fingerprint " + Fingerprint.of(certificate.identity().certificate()));
    return new StartCertificate(Optional.of(certificate), lines);
  }
}
