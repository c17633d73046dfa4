package io.parley.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates for tests. */
public final class TestIdentities {
  private static final char[] PASSWORD = "test".toCharArray();
  private static final SecureRandom RANDOM = new SecureRandom();

  private TestIdentities() {}

  /**
   * A certificate and its key.
   *
   * @param chain the certificate, and then that of its authority
   */
  public record Identity(KeyPair key, List<X509Certificate> chain) {
    public X509Certificate certificate() {
      return chain.get(0);
    }

    public Fingerprint fingerprint() {
      return Fingerprint.of(certificate());
    }

    /** The context of a server with this certificate. */
    public SSLContext serverContext() {
      try {
        KeyStore store = emptyStore();
        store.setKeyEntry("server", key.getPrivate(), PASSWORD, chain.toArray(Certificate[]::new));
        KeyManagerFactory keys =
            KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
      } catch (GeneralSecurityException | IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** A certificate that has signed itself, and is valid now. */
  public static Identity selfSigned(String... names) {
    Instant now = Instant.now();
    return selfSigned(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)), names);
  }

  public static Identity selfSigned(Instant from, Instant until, String... names) {
    KeyPair key = newKey();
    return new Identity(
        key,
        List.of(sign(key, "CN=" + names[0], key, "CN=" + names[0], from, until, false, names)));
  }

  /** An authority. */
  public static Identity authority(String name) {
    Instant now = Instant.now();
    KeyPair key = newKey();
    X509Certificate certificate =
        sign(
            key,
            "CN=" + name,
            key,
            "CN=" + name,
            now.minus(Duration.ofDays(1000)),
            now.plus(Duration.ofDays(1000)),
            true);
    return new Identity(key, List.of(certificate));
  }

  /** A certificate of an authority that is valid now. */
  public static Identity issuedBy(Identity authority, String... names) {
    Instant now = Instant.now();
    return issuedBy(authority, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)), names);
  }

  public static Identity issuedBy(
      Identity authority, Instant from, Instant until, String... names) {
    KeyPair key = newKey();
    String issuer = authority.certificate().getSubjectX500Principal().getName();
    X509Certificate certificate =
        sign(key, "CN=" + names[0], authority.key(), issuer, from, until, false, names);
    return new Identity(key, List.of(certificate, authority.certificate()));
  }

  /** A trust store with an authority. */
  public static KeyStore trustStore(Identity authority) {
    try {
      KeyStore store = emptyStore();
      store.setCertificateEntry("authority", authority.certificate());
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static X509Certificate sign(
      KeyPair key,
      String subject,
      KeyPair issuerKey,
      String issuer,
      Instant from,
      Instant until,
      boolean isAuthority,
      String... names) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Name(issuer),
              new BigInteger(64, RANDOM),
              Date.from(from),
              Date.from(until),
              new X500Name(subject),
              key.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
      if (names.length > 0) {
        GeneralName[] alternatives =
            Arrays.stream(names)
                .map(
                    name ->
                        new GeneralName(
                            name.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName,
                            name))
                .toArray(GeneralName[]::new);
        builder.addExtension(
            Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey.getPrivate())));
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new AssertionError(e);
    }
  }
}
