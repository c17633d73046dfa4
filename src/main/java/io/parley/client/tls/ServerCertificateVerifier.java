package io.parley.client.tls;

import static java.util.stream.Collectors.joining;

import io.parley.protocol.Text;
import java.net.Socket;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Verifies the certificate of the server during a handshake. The engine has the name of the server
 * and the algorithm that compares names (RFC 9525), which the authorities use.
 */
final class ServerCertificateVerifier extends X509ExtendedTrustManager {
  /** The types of alternative names (RFC 5280, 4.2.1.6). */
  private static final int DNS_NAME = 2;

  private static final int IP_ADDRESS = 7;
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
    ServerCertificate certificate = ServerCertificate.of(chain[0]);
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
      ServerCertificate certificate, Optional<KnownCertificate> known, String reason)
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
      return "it expired on " + ServerCertificate.day(certificate.getNotAfter());
    } catch (CertificateNotYetValidException e) {
      return "it is not valid before " + ServerCertificate.day(certificate.getNotBefore());
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
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives != null) {
        String names =
            alternatives.stream()
                .filter(name -> name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS))
                .limit(MAX_NAMES)
                .map(name -> singleLine(String.valueOf(name.get(1))))
                .collect(joining(", "));
        if (!names.isEmpty()) {
          return names;
        }
      }
    } catch (CertificateParsingException e) {
      // the same as no alternative names
    }
    return singleLine(certificate.getSubjectX500Principal().getName());
  }

  private static String firstLine(Throwable failure) {
    return singleLine(String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason"));
  }

  private static String singleLine(String untrusted) {
    String line = Text.sanitize(untrusted).toSingleLine();
    return line.substring(0, Math.min(line.length(), ServerCertificate.MAX_SUBJECT));
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
