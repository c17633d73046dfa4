package io.parley.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The PEM files of certificates and keys. */
class CertificateFilesTest {
  @TempDir Path folder;

  private final KeyPair ec = TestCertificates.ec();

  @Test
  void reads_keys_in_every_form() throws Exception {
    KeyPair rsa = TestCertificates.rsa();
    for (KeyPair keys : List.of(ec, rsa)) {
      X509Certificate certificate = TestCertificates.selfSigned("localhost", keys);
      for (String pem :
          List.of(
              TestCertificates.pkcs8(keys.getPrivate(), null),
              TestCertificates.traditional(keys.getPrivate()))) {
        ServerIdentity identity = files(TestCertificates.certificatePem(certificate), pem).load();

        assertEquals(List.of(certificate), identity.chain());
        assertEquals(secret(keys.getPrivate()), secret(identity.key()));
      }
    }
  }

  @Test
  void reads_sec1_key_behind_its_parameters_as_openssl_writes_it() throws Exception {
    String parameters =
        "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
    X509Certificate certificate = TestCertificates.selfSigned("localhost", ec);

    ServerIdentity identity =
        files(
                TestCertificates.certificatePem(certificate),
                parameters + TestCertificates.traditional(ec.getPrivate()))
            .load();
    assertEquals(secret(ec.getPrivate()), secret(identity.key()));
  }

  @Test
  void reads_chain_in_its_order_and_text_around_it() throws Exception {
    KeyPair authority = TestCertificates.rsa();
    X509Certificate root = TestCertificates.selfSigned("authority", authority);
    X509Certificate leaf =
        TestCertificates.issued(
            "localhost", ec, "authority", authority.getPrivate(), Duration.ofDays(9));
    String chain =
        "Subject: localhost\n" + TestCertificates.certificatePem(leaf, root) + "\nthe end\n";

    ServerIdentity identity = files(chain, TestCertificates.pkcs8(ec.getPrivate(), null)).load();
    assertEquals(List.of(leaf, root), identity.chain());
  }

  @Test
  void reads_certificate_and_key_from_one_file() throws Exception {
    X509Certificate certificate = TestCertificates.selfSigned("localhost", ec);
    Path both =
        TestCertificates.file(
            folder,
            "both.pem",
            TestCertificates.pkcs8(ec.getPrivate(), null)
                + TestCertificates.certificatePem(certificate));

    assertEquals(certificate, new CertificateFiles(both, both).load().certificate());
  }

  @Test
  void rejects_what_it_cannot_use_and_names_file_and_reason() throws Exception {
    String certificate =
        TestCertificates.certificatePem(TestCertificates.selfSigned("localhost", ec));
    String key = TestCertificates.pkcs8(ec.getPrivate(), null);

    assertEquals("certificate.pem: no certificate in PEM", errorOf(key, key));
    assertEquals("key.pem: no private key in PEM", errorOf(certificate, certificate));
    assertEquals("certificate.pem: no certificate in PEM", errorOf("", key));
    assertEquals("key.pem: no private key in PEM", errorOf(certificate, "not a key"));
    assertEquals(
        "key.pem: the key does not belong to the first certificate of certificate.pem",
        errorOf(certificate, TestCertificates.pkcs8(TestCertificates.ec().getPrivate(), null)));
    assertEquals(
        "key.pem: the key does not belong to the first certificate of certificate.pem",
        errorOf(certificate, TestCertificates.pkcs8(TestCertificates.rsa().getPrivate(), null)));
    assertEquals(
        "key.pem: not valid PEM", errorOf(certificate, key.replaceAll("(?s)\n.*\n", "\nMIGH\n")));
    assertEquals("certificate.pem: not valid PEM", errorOf(certificate.substring(0, 200), key));
    CertificateFiles valid = files(certificate, key);
    Files.delete(valid.key());
    assertEquals("key.pem: no such file", error(valid));
    Files.createDirectory(valid.key());
    assertEquals("key.pem: is a directory", error(valid));
  }

  @Test
  void rejects_encrypted_keys() throws Exception {
    String certificate =
        TestCertificates.certificatePem(TestCertificates.selfSigned("localhost", ec));
    String reason = "key.pem: the key is encrypted; the server needs one without a password";
    var encryptor =
        new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.PBE_SHA1_3DES)
            .setPassword("secret".toCharArray())
            .setRandom(new SecureRandom())
            .build();

    assertEquals(reason, errorOf(certificate, TestCertificates.pkcs8(ec.getPrivate(), encryptor)));
    assertEquals(
        reason,
        errorOf(
            certificate,
            """
            -----BEGIN RSA PRIVATE KEY-----
            Proc-Type: 4,ENCRYPTED
            DEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF

            AAECAwQFBgcICQoLDA0ODw==
            -----END RSA PRIVATE KEY-----
            """));
  }

  @Test
  void writes_files_for_their_owner_only_and_replaces_them() throws Exception {
    CertificateFiles files = CertificateFiles.inDataFolder(folder.resolve("data"));
    assertTrue(files.areMissing());
    ServerIdentity first = SelfSignedCertificate.create("chat.example.org", Instant.now());
    ServerIdentity second = SelfSignedCertificate.create("chat.example.org", Instant.now());

    files.write(first);
    assertEquals(first, files.load());
    files.write(second);
    assertEquals(second, files.load());

    assertFalse(files.areMissing());
    assertEquals("rw-------", permissions(files.key()));
    assertEquals("rw-------", permissions(files.certificate()));
    assertEquals("rwx------", permissions(files.key().getParent()));
    try (var names = Files.list(folder.resolve("data/tls"))) {
      assertEquals(2, names.count(), "nothing is left beside the files");
    }
  }

  @Test
  void text_of_an_identity_has_no_key() {
    ServerIdentity identity = SelfSignedCertificate.create("localhost", Instant.now());

    assertEquals(
        "ServerIdentity[" + Fingerprint.of(identity.certificate()) + "]", identity.toString());
  }

  /** The number that is secret; a key in SEC1 also has the public key. */
  private static BigInteger secret(PrivateKey key) {
    return key instanceof ECPrivateKey curve
        ? curve.getS()
        : ((RSAPrivateKey) key).getPrivateExponent();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private String errorOf(String certificate, String key) throws IOException {
    return error(files(certificate, key));
  }

  private String error(CertificateFiles files) {
    String message = assertThrows(InvalidCertificateException.class, files::load).getMessage();
    return message.replace(folder + "/", "");
  }

  private CertificateFiles files(String certificate) throws IOException {
    return new CertificateFiles(
        TestCertificates.file(folder, "certificate.pem", certificate), at("key"));
  }

  private CertificateFiles files(String certificate, String key) throws IOException {
    TestCertificates.file(folder, "key.pem", key);
    return files(certificate);
  }

  private Path at(String name) {
    return folder.resolve(name + ".pem");
  }
}
