package io.parley.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * What a server proves its identity with.
 *
 * @param chain the certificate of the server, then those of its issuers; at least one
 * @param key the private key of the first certificate; not shown by {@link #toString}
 */
public record ServerIdentity(List<X509Certificate> chain, PrivateKey key) {
  /** Let's Encrypt renews 30 days before the end; whoever is warned has missed that. */
  private static final Duration WARN_BEFORE = Duration.ofDays(14);

  private static final char[] NO_PASSWORD = {};

  public ServerIdentity {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("no certificate");
    }
  }

  /** The certificate of the server. */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  /** A line about the end of the certificate; empty if it is far away. */
  public Optional<String> warning(Instant now) {
    Instant end = certificate().getNotAfter().toInstant();
    if (now.plus(WARN_BEFORE).isBefore(end)) {
      return Optional.empty();
    }
    String date = DateTimeFormatter.ISO_LOCAL_DATE.format(end.atZone(ZoneOffset.UTC));
    return Optional.of(
        now.isBefore(end)
            ? "The TLS certificate ends on " + date + "; clients refuse it then"
            : "The TLS certificate has ended on " + date + "; clients refuse it");
  }

  /** A context for the server's side that asks clients for no certificate. */
  SSLContext newContext() throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      store.setKeyEntry("server", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), new TrustManager[0], null);
      return context;
    } catch (IOException e) {
      throw new GeneralSecurityException("a key store in memory has failed", e);
    }
  }

  @Override
  public String toString() {
    return "ServerIdentity[" + Fingerprint.of(certificate()) + "]";
  }
}
