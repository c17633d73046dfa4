package io.parley.cli.server;

import io.parley.tls.CertificateFiles;
import io.parley.tls.Fingerprint;
import io.parley.tls.InvalidCertificateException;
import io.parley.tls.ServerIdentity;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What {@code parley certificate show} prints. */
public final class CertificateText {
  private static final int DNS_NAME = 2; // RFC 5280, 4.2.1.6
  private static final int IP_ADDRESS = 7;

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
    lines.add("names        " + String.join(", ", names(certificate)));
    lines.add("valid from   " + certificate.getNotBefore().toInstant());
    lines.add("valid until  " + certificate.getNotAfter().toInstant());
    lines.add("fingerprint  " + Fingerprint.of(certificate));
    identity.warning(clock.instant()).ifPresent(lines::add);
    return lines;
  }

  private static List<String> names(X509Certificate certificate) {
    try {
      return Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream()
          .flatMap(Collection::stream)
          .filter(name -> name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS))
          .map(name -> (String) name.get(1))
          .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }
}
