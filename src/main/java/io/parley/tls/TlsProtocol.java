package io.parley.tls;

import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * The versions and cipher suites of TLS that Parley speaks: TLS 1.3 and 1.2, only suites that
 * encrypt and authenticate in one step (AEAD) with a key that later knowledge of the certificate's
 * key does not reveal (forward secrecy). RFC 9325, 4.2.
 */
public final class TlsProtocol {
  /** The versions, the preferred one first. */
  public static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

  /** The suites, the preferred ones first. */
  public static final List<String> SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private TlsProtocol() {}

  /** Restricts an engine of either side to these versions and suites. */
  public static void restrict(SSLEngine engine) {
    List<String> supported = Arrays.asList(engine.getSupportedCipherSuites());
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(VERSIONS.toArray(String[]::new));
    parameters.setCipherSuites(SUITES.stream().filter(supported::contains).toArray(String[]::new));
    parameters.setUseCipherSuitesOrder(true); // of the server
    engine.setSSLParameters(parameters);
  }
}
