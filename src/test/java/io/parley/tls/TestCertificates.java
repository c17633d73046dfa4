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
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
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
  private TestCertificates() {}

  public static KeyPair rsa() {
    return keys("RSA", 2048);
  }

  public static KeyPair ec() {
    return keys("EC", 256);
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
    String algorithm = issuerKey.getAlgorithm().equals("EC") ? "ECDSA" : issuerKey.getAlgorithm();
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              new JcaX509v3CertificateBuilder(
                      new X500Name("CN=" + issuer),
                      BigInteger.valueOf(1 + Math.abs((long) name.hashCode())),
                      Date.from(begin),
                      Date.from(begin.plus(validity)),
                      new X500Name("CN=" + name),
                      keys.getPublic())
                  .build(new JcaContentSignerBuilder("SHA256with" + algorithm).build(issuerKey)));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new AssertionError(e);
    }
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
}
