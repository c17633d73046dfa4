package io.parley.client.tls;

import io.parley.tls.Fingerprint;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Which certificates of a server a client accepts. */
public sealed interface CertificateTrust {

  /** Only this certificate, whatever it says. */
  record Exactly(Fingerprint fingerprint) implements CertificateTrust {}

  /**
   * A certificate of the authorities for the name of the server, or else the one that the user has
   * accepted.
   *
   * @param authorities verifies chains and names
   * @param known the certificate that the user has accepted for the server
   */
  record Authorities(X509ExtendedTrustManager authorities, Optional<KnownCertificate> known)
      implements CertificateTrust {}

  /** Any certificate: for a load test on loopback, where nobody can be in between. */
  record Anything() implements CertificateTrust {}

  /** The authorities that the Java platform trusts, which may be those of the system. */
  static X509ExtendedTrustManager systemAuthorities() {
    return authorities(null);
  }

  /**
   * The authorities of a trust store.
   *
   * @param store null for that of the Java platform
   */
  static X509ExtendedTrustManager authorities(@Nullable KeyStore store) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return Arrays.stream(factory.getTrustManagers())
          .filter(X509ExtendedTrustManager.class::isInstance)
          .map(X509ExtendedTrustManager.class::cast)
          .findFirst()
          .orElseThrow();
    } catch (NoSuchAlgorithmException | KeyStoreException e) {
      throw new IllegalStateException("the trust store of Java cannot be read", e);
    }
  }
}
