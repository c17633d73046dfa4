package io.parley.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.bouncycastle.util.io.pem.PemWriter;
import org.jspecify.annotations.Nullable;

/** Makes keys, certificates and their PEM files for tests. */
public final class TestCertificates {
  private static final char[] NO_PASSWORD = {};
  private static final SecureRandom RANDOM = new SecureRandom();

  private TestCertificates() {}

  public static KeyPair rsa() {
    return keys("RSA", 2048);
  }

  public static KeyPair ec() {
    return keys("EC", 256);
  }

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
        store.setKeyEntry(
            "server", key.getPrivate(), NO_PASSWORD, chain.toArray(Certificate[]::new));
        KeyManagerFactory keys =
            KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
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
    KeyPair key = ec();
    return new Identity(
        key, List.of(sign(key, names[0], key.getPrivate(), names[0], from, until, false, names)));
  }

  /** An authority. */
  public static Identity authority(String name) {
    Instant now = Instant.now();
    KeyPair key = ec();
    X509Certificate certificate =
        sign(
            key,
            name,
            key.getPrivate(),
            name,
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
    KeyPair key = ec();
    String issuer =
        authority.certificate().getSubjectX500Principal().getName().replaceFirst("^CN=", "");
    X509Certificate certificate =
        sign(key, names[0], authority.key().getPrivate(), issuer, from, until, false, names);
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

  /** A certificate of this name for the key, signed by itself. */
  public static X509Certificate selfSigned(String name, KeyPair keys) {
    return issued(name, keys, name, keys.getPrivate(), Duration.ofDays(90));
  }

  public static X509Certificate selfSigned(String name, KeyPair keys, Duration validity) {
    return issued(name, keys, name, keys.getPrivate(), validity);
  }

  static X509Certificate issued(
      String name, KeyPair keys, String issuer, PrivateKey issuerKey, Duration validity) {
    Instant begin = Instant.now().minusSeconds(60);
    return sign(keys, name, issuerKey, issuer, begin, begin.plus(validity), false);
  }

  /** The files of a new self-signed certificate of that name, in a folder. */
  public static CertificateFiles write(Path folder, String name) throws IOException {
    CertificateFiles files =
        new CertificateFiles(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
    rewrite(files, name);
    return files;
  }

  /** Replaces the files by a new self-signed certificate of that name, and returns it. */
  public static X509Certificate rewrite(CertificateFiles files, String name) throws IOException {
    KeyPair keys = ec();
    X509Certificate certificate = selfSigned(name, keys);
    files.write(new ServerIdentity(List.of(certificate), keys.getPrivate()));
    return certificate;
  }

  static String certificatePem(X509Certificate... certificates) throws IOException {
    StringBuilder all = new StringBuilder();
    for (X509Certificate each : certificates) {
      all.append(pem(new JcaMiscPEMGenerator(each)));
    }
    return all.toString();
  }

  /** {@code BEGIN PRIVATE KEY}; {@code BEGIN ENCRYPTED PRIVATE KEY} with an encryptor. */
  static String pkcs8(PrivateKey key, @Nullable OutputEncryptor encryptor) throws IOException {
    return pem(new JcaPKCS8Generator(key, encryptor));
  }

  /** PKCS#1, {@code BEGIN RSA PRIVATE KEY}, or SEC1, {@code BEGIN EC PRIVATE KEY}. */
  static String traditional(PrivateKey key) throws IOException {
    return key instanceof ECPrivateKey curve
        ? pem(
            new PemObject(
                "EC PRIVATE KEY",
                new org.bouncycastle.asn1.sec.ECPrivateKey(
                        256, curve.getS(), X9ObjectIdentifiers.prime256v1)
                    .getEncoded()))
        : pem(new JcaMiscPEMGenerator(key));
  }

  static Path file(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static String pem(PemObjectGenerator object) throws IOException {
    StringWriter text = new StringWriter();
    try (PemWriter pem = new PemWriter(text)) {
      pem.writeObject(object);
    }
    return text.toString();
  }

  /** A client that accepts every certificate, also one whose algorithms are forbidden. */
  public static SSLContext trustAll() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustEverything()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Verifies nothing. */
  private static final class TrustEverything extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private static KeyPair keys(String algorithm, int size) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(size);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static X509Certificate sign(
      KeyPair key,
      String subject,
      PrivateKey issuerKey,
      String issuer,
      Instant from,
      Instant until,
      boolean isAuthority,
      String... names) {
    String algorithm = issuerKey.getAlgorithm().equals("EC") ? "ECDSA" : issuerKey.getAlgorithm();
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Name("CN=" + issuer),
              new BigInteger(64, RANDOM),
              Date.from(from),
              Date.from(until),
              new X500Name("CN=" + subject),
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
                  new JcaContentSignerBuilder("SHA256with" + algorithm).build(issuerKey)));
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new AssertionError(e);
    }
  }
}
