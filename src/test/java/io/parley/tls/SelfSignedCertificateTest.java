package io.parley.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The certificate that a server makes itself. */
class SelfSignedCertificateTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void certificate_is_valid_for_825_days_on_the_curve_p256() throws Exception {
    X509Certificate certificate =
        SelfSignedCertificate.create("Chat.Example.org", NOW).certificate();

    certificate.verify(certificate.getPublicKey());
    assertEquals(
        256, ((ECPublicKey) certificate.getPublicKey()).getParams().getOrder().bitLength());
    Instant begin = certificate.getNotBefore().toInstant();
    assertEquals(NOW.minus(Duration.ofMinutes(10)), begin);
    assertEquals(begin.plus(Duration.ofDays(825)), certificate.getNotAfter().toInstant());
    assertEquals(-1, certificate.getBasicConstraints(), "it issues no other certificate");
    assertEquals(List.of("1.3.6.1.5.5.7.3.1"), certificate.getExtendedKeyUsage());
  }

  @Test
  void names_are_this_machine() throws Exception {
    assertEquals(
        Set.of("localhost", "chat.example.org", "127.0.0.1", "0:0:0:0:0:0:0:1"),
        names("Chat.Example.org"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "", "my_machine", "-a", "fe80::1%eth0", "a..b"})
  void host_name_that_is_no_dns_name_is_left_out(String hostName) throws Exception {
    assertEquals(Set.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"), names(hostName));
  }

  @Test
  void each_certificate_has_its_own_key_and_number() {
    X509Certificate one = SelfSignedCertificate.create(NOW).certificate();
    X509Certificate other = SelfSignedCertificate.create(NOW).certificate();

    assertNotEquals(one.getPublicKey(), other.getPublicKey());
    assertNotEquals(one.getSerialNumber(), other.getSerialNumber());
  }

  private static Set<String> names(String hostName) throws CertificateParsingException {
    return SelfSignedCertificate.create(hostName, NOW)
        .certificate()
        .getSubjectAlternativeNames()
        .stream()
        .map(name -> (String) name.get(1))
        .collect(Collectors.toSet());
  }
}
