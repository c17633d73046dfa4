package io.parley.client.tls;

import io.parley.tls.Fingerprint;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;

/**
 * The certificate of a server is not accepted. The message is one clause for the user, in which
 * {@code it} is the server.
 */
public final class RefusedCertificateException extends CertificateException {
  private static final long serialVersionUID = 1L;

  private final transient CertificateSummary certificate;
  private final transient Optional<String> distrust;
  private final transient List<String> details;

  private RefusedCertificateException(
      String message,
      CertificateSummary certificate,
      Optional<String> distrust,
      List<String> details) {
    super(message);
    this.certificate = certificate;
    this.distrust = distrust;
    this.details = details;
  }

  /**
   * The system does not trust it, and the user has not accepted any certificate of the server.
   *
   * @param reason why the system does not trust it, as a clause about the certificate
   */
  static RefusedCertificateException unknown(CertificateSummary certificate, String reason) {
    return new RefusedCertificateException(
        "its certificate is not trusted: "
            + reason
            + "; --fingerprint "
            + certificate.fingerprint()
            + " accepts it",
        certificate,
        Optional.of(reason),
        List.of());
  }

  /** The user has accepted another one. */
  static RefusedCertificateException changed(
      CertificateSummary certificate, KnownCertificate known) {
    return new RefusedCertificateException(
        "its certificate has changed: somebody may be intercepting the connection",
        certificate,
        Optional.empty(),
        List.of(
            "the known certificate is " + known.fingerprint() + " (" + known.place() + ")",
            "the certificate is now "
                + certificate.fingerprint()
                + " ("
                + certificate.subject()
                + ", valid from "
                + certificate.validity()
                + ")",
            "if the operator of the server confirms the new one, remove "
                + known.place()
                + ", or accept it with --fingerprint "
                + certificate.fingerprint()));
  }

  /** Only the certificate with another fingerprint is accepted. */
  static RefusedCertificateException other(CertificateSummary certificate, Fingerprint expected) {
    return new RefusedCertificateException(
        "its certificate is "
            + certificate.fingerprint()
            + ", and --fingerprint accepts only "
            + expected,
        certificate,
        Optional.empty(),
        List.of());
  }

  /** The exception among the causes of a failure. */
  public static Optional<RefusedCertificateException> in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RefusedCertificateException refused) {
        return Optional.of(refused);
      }
    }
    return Optional.empty();
  }

  public CertificateSummary certificate() {
    return certificate;
  }

  /**
   * Why the system does not trust it, as a clause about the certificate, if the user may accept it:
   * there is no other one to compare it with.
   */
  public Optional<String> distrust() {
    return distrust;
  }

  /** Further lines for the user: of a changed certificate, both fingerprints and what to do. */
  public List<String> details() {
    return details;
  }
}
