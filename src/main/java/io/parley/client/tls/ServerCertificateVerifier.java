package io.parley.client.tls;

import static java.util.stream.Collectors.joining;

import io.parley.protocol.Text;
import io.parley.tls.CertificateNames;
import java.net.Socket;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Verifies the certificate of the server during a handshake. The engine has the name of the server
 * and the algorithm that compares names (RFC 9525), which the authorities use.
 */
final class ServerCertificateVerifier extends X509ExtendedTrustManager {
  private static final int MAX_NAMES = 5;

  private final CertificateTrust trust;
  private final String host;

  ServerCertificateVerifier(CertificateTrust trust, String host) {
    this.trust = trust;
    this.host = host;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    CertificateSummary certificate = CertificateSummary.of(chain[0]);
    if (trust instanceof CertificateTrust.Exactly exactly) {
      if (!exactly.fingerprint().equals(certificate.fingerprint())) {
        throw RefusedCertificateException.other(certificate, exactly.fingerprint());
      }
    } else if (trust instanceof CertificateTrust.Authorities verified) {
      try {
        verified.authorities().checkServerTrusted(chain, authType, engine);
      } catch (CertificateException e) {
        requireKnown(certificate, verified.known(), reason(chain[0], e));
      }
    }
  }

  private static void requireKnown(
      CertificateSummary certificate, Optional<KnownCertificate> known, String reason)
      throws RefusedCertificateException {
    if (known.isEmpty()) {
      throw RefusedCertificateException.unknown(certificate, reason);
    }
    if (!known.get().fingerprint().equals(certificate.fingerprint())) {
      throw RefusedCertificateException.changed(certificate, known.get());
    }
  }

  /** Why the authorities do not accept a certificate. */
  private String reason(X509Certificate certificate, CertificateException failure) {
    try {
      certificate.checkValidity();
    } catch (CertificateExpiredException e) {
      return "it expired on " + CertificateSummary.day(certificate.getNotAfter());
    } catch (CertificateNotYetValidException e) {
      return "it is not valid before " + CertificateSummary.day(certificate.getNotBefore());
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertPathBuilderException) {
        return issuerReason(certificate);
      }
      if (cause instanceof CertPathValidatorException invalid) {
        return "its chain is not valid (" + firstLine(invalid) + ")";
      }
    }
    return "it is for " + names(certificate) + ", and not for " + host;
  }

  private static String issuerReason(X509Certificate certificate) {
    return certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal())
        ? "it is self-signed"
        : "its issuer is not known ("
            + singleLine(certificate.getIssuerX500Principal().getName())
            + ")";
  }

  /** The names that a server may have with a certificate. */
  private static String names(X509Certificate certificate) {
    List<String> names = CertificateNames.of(certificate);
    return names.isEmpty()
        ? singleLine(certificate.getSubjectX500Principal().getName())
        : names.stream()
            .limit(MAX_NAMES)
            .map(ServerCertificateVerifier::singleLine)
            .collect(joining(", "));
  }

  private static String firstLine(Throwable failure) {
    return singleLine(String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason"));
  }

  private static String singleLine(String untrusted) {
    String line = Text.sanitize(untrusted).toSingleLine();
    return line.substring(0, Math.min(line.length(), CertificateSummary.MAX_SUBJECT));
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw onlyEngines();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw onlyEngines();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw onlyEngines();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw onlyEngines();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw onlyEngines();
  }

  private static CertificateException onlyEngines() {
    return new CertificateException("only the certificates of servers are verified, by an engine");
  }
}
