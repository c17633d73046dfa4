package io.parley.tls;

import io.parley.file.FileErrors;
import io.parley.file.OwnerOnlyFiles;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * The PEM files of a {@link ServerIdentity}. Both may be the same file.
 *
 * @param certificate the certificate of the server, then those of its issuers, as {@code
 *     fullchain.pem} of Let's Encrypt has them
 * @param key an unencrypted RSA or EC key as PKCS#8, PKCS#1 or SEC1; {@code privkey.pem} of Let's
 *     Encrypt
 */
public record CertificateFiles(Path certificate, Path key) {
  /** Many times the size of a long chain, in bytes. */
  private static final int MAX_BYTES = 1024 * 1024;

  private static final Map<ASN1ObjectIdentifier, String> ALGORITHMS =
      Map.of(
          PKCSObjectIdentifiers.rsaEncryption, "RSA",
          X9ObjectIdentifiers.id_ecPublicKey, "EC");

  private static final byte[] SAMPLE = "parley".getBytes(StandardCharsets.US_ASCII);

  /** The files of the certificate that Parley makes itself, in a data folder. */
  public static CertificateFiles inDataFolder(Path dataFolder) {
    Path folder = dataFolder.resolve("tls");
    return new CertificateFiles(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
  }

  /** Whether there is neither a certificate nor a key. */
  public boolean areMissing() {
    return Files.notExists(certificate) && Files.notExists(key);
  }

  /**
   * Reads both files, and checks that the key belongs to the first certificate.
   *
   * @throws InvalidCertificateException if a file cannot be read, has no certificate or no key, or
   *     the key is encrypted or belongs to another certificate
   */
  public ServerIdentity load() throws InvalidCertificateException {
    List<X509Certificate> chain = readChain();
    PrivateKey privateKey = readKey();
    if (!isPair(privateKey, chain.get(0).getPublicKey())) {
      throw new InvalidCertificateException(
          key + ": the key does not belong to the first certificate of " + certificate);
    }
    return new ServerIdentity(chain, privateKey);
  }

  /**
   * Writes each file beside its place, and then renames it. Only their owner can read them.
   *
   * @throws IOException with the reason of the system
   */
  public void write(ServerIdentity identity) throws IOException {
    StringWriter certificates = new StringWriter();
    try (PemWriter pem = new PemWriter(certificates)) {
      for (X509Certificate each : identity.chain()) {
        pem.writeObject(new JcaMiscPEMGenerator(each));
      }
    }
    StringWriter privateKey = new StringWriter();
    try (PemWriter pem = new PemWriter(privateKey)) {
      pem.writeObject(new JcaPKCS8Generator(identity.key(), null));
    }
    OwnerOnlyFiles.replace(key, privateKey.toString().getBytes(StandardCharsets.US_ASCII));
    OwnerOnlyFiles.replace(
        certificate, certificates.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private List<X509Certificate> readChain() throws InvalidCertificateException {
    List<X509Certificate> chain = new ArrayList<>();
    for (Object entry : readPem(certificate)) {
      if (entry instanceof X509CertificateHolder holder) {
        try {
          chain.add(new JcaX509CertificateConverter().getCertificate(holder));
        } catch (GeneralSecurityException e) {
          throw new InvalidCertificateException(certificate + ": a certificate is damaged", e);
        }
      }
    }
    if (chain.isEmpty()) {
      throw new InvalidCertificateException(certificate + ": no certificate in PEM");
    }
    return chain;
  }

  private PrivateKey readKey() throws InvalidCertificateException {
    for (Object entry : readPem(key)) {
      if (entry instanceof PEMEncryptedKeyPair || entry instanceof PKCS8EncryptedPrivateKeyInfo) {
        throw new InvalidCertificateException(
            key + ": the key is encrypted; the server needs one without a password");
      }
      if (entry instanceof PEMKeyPair pair) { // PKCS#1 and SEC1
        return toKey(pair.getPrivateKeyInfo());
      }
      if (entry instanceof PrivateKeyInfo info) { // PKCS#8
        return toKey(info);
      }
    }
    throw new InvalidCertificateException(key + ": no private key in PEM");
  }

  /** With the key factories of the JDK, so that its TLS engine knows the keys. */
  private PrivateKey toKey(PrivateKeyInfo info) throws InvalidCertificateException {
    String algorithm = ALGORITHMS.get(info.getPrivateKeyAlgorithm().getAlgorithm());
    if (algorithm == null) {
      throw new InvalidCertificateException(key + ": the key is neither an RSA nor an EC key");
    }
    try {
      return KeyFactory.getInstance(algorithm)
          .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    } catch (IOException | GeneralSecurityException e) {
      throw new InvalidCertificateException(key + ": the key is damaged or not supported");
    }
  }

  /** Reads all entries of a file. No error quotes what it has. */
  private static List<Object> readPem(Path file) throws InvalidCertificateException {
    String text = readText(file);
    List<Object> entries = new ArrayList<>();
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      for (Object entry = parser.readObject(); entry != null; entry = parser.readObject()) {
        entries.add(entry);
      }
      return entries;
    } catch (IOException | RuntimeException e) {
      throw new InvalidCertificateException(file + ": not valid PEM");
    }
  }

  private static String readText(Path file) throws InvalidCertificateException {
    try {
      FileErrors.requireReadableFile(file);
      if (Files.size(file) > MAX_BYTES) {
        throw new InvalidCertificateException(file + ": larger than " + MAX_BYTES + " bytes");
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new InvalidCertificateException(file + ": " + FileErrors.describe(e), e);
    }
  }

  /** Whether one key verifies what the other has signed. */
  private boolean isPair(PrivateKey privateKey, PublicKey publicKey)
      throws InvalidCertificateException {
    if (!publicKey.getAlgorithm().equals(privateKey.getAlgorithm())) {
      return false;
    }
    try {
      Signature signature =
          Signature.getInstance(
              privateKey.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
      signature.initSign(privateKey);
      signature.update(SAMPLE);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(SAMPLE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      throw new InvalidCertificateException(key + ": the key is damaged or not supported");
    }
  }
}
