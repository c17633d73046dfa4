package io.parley.cli.server;

import io.parley.tls.CertificateFiles;
import io.parley.tls.CertificateNames;
import io.parley.tls.Fingerprint;
import io.parley.tls.InvalidCertificateException;
import io.parley.tls.ServerIdentity;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** What {@code parley certificate show} prints. */
public final class CertificateText {
  private CertificateText() {}

  /**
   * The lines about a certificate; the last one warns if it ends soon.
   *
   * @throws InvalidCertificateException if it cannot be used
   */
  public static List<String> lines(CertificateFiles files, InstantSource clock)
      throws InvalidCertificateException {
    ServerIdentity identity = files.load();
    X509Certificate certificate = identity.certificate();
    List<String> lines = new ArrayList<>();
    lines.add("file         " + files.certificate());
    lines.add("key          " + files.key());
    lines.add("subject      " + certificate.getSubjectX500Principal().getName());
    lines.add("issuer       " + certificate.getIssuerX500Principal().getName());
    lines.add("names        " + String.join(", ", CertificateNames.of(certificate)));
    lines.add("valid from   " + certificate.getNotBefore().toInstant());
    lines.add("valid until  " + certificate.getNotAfter().toInstant());
    lines.add("fingerprint  " + Fingerprint.of(certificate));
    identity.warning(clock.instant()).ifPresent(lines::add);
    return lines;
  }
}
