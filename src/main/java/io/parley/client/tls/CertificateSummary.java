package io.parley.client.tls;

import io.parley.protocol.Text;
import io.parley.tls.Fingerprint;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;

/**
 * What a person has to know of a certificate to decide about it.
 *
 * @param subject the distinguished name (RFC 2253) without control characters; at most {@value
 *     #MAX_SUBJECT} characters
 * @param validFrom the first moment at which it is valid
 * @param validUntil the last moment at which it is valid
 */
public record CertificateSummary(
    Fingerprint fingerprint, String subject, Instant validFrom, Instant validUntil) {
  static final int MAX_SUBJECT = 200;

  static CertificateSummary of(X509Certificate certificate) {
    String subject = Text.sanitize(certificate.getSubjectX500Principal().getName()).toSingleLine();
    return new CertificateSummary(
        Fingerprint.of(certificate),
        subject.substring(0, Math.min(subject.length(), MAX_SUBJECT)),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant());
  }

  /** The first and the last day in UTC: {@code 2026-01-31 to 2027-01-31}. */
  public String validity() {
    return day(validFrom) + " to " + day(validUntil);
  }

  /** The day of a moment in UTC. */
  static LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC);
  }

  static LocalDate day(Date moment) {
    return day(moment.toInstant());
  }
}
