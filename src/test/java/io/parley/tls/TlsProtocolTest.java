package io.parley.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

class TlsProtocolTest {
  @Test
  void engine_has_only_suites_with_forward_secrecy_and_aead() throws Exception {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine();

    TlsProtocol.restrict(engine);

    assertArrayEquals(new String[] {"TLSv1.3", "TLSv1.2"}, engine.getEnabledProtocols());
    assertEquals(TlsProtocol.SUITES, List.of(engine.getEnabledCipherSuites()));
    assertEquals(
        List.of(),
        Arrays.stream(engine.getEnabledCipherSuites())
            .filter(
                suite ->
                    !suite.matches("TLS_(ECDHE_.*_WITH_)?(AES_\\d+_GCM|CHACHA20_POLY1305)_SHA\\d+"))
            .toList());
  }
}
