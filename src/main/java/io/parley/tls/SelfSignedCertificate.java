package io.parley.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes the certificate of a server that has none: no authority confirms it, and people compare its
 * {@link Fingerprint}. Its key is on the curve P-256, which every client of TLS 1.2 and 1.3 knows.
 */
public final class SelfSignedCertificate {
  /** The longest time that Apple's and older rules of the CA/Browser Forum accept. */
  public static final Duration VALIDITY = Duration.ofDays(825);

  /** A client's clock may be slow. */
  private static final Duration BACKDATED = Duration.ofMinutes(10);

  private static final int SERIAL_BITS = 127;
  private static final Pattern DNS_NAME =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
  private static final int MAX_COMMON_NAME = 64; // RFC 5280, appendix A

  private SelfSignedCertificate() {}

  /** Makes a certificate for this machine. */
  public static ServerIdentity create(Instant now) {
    return create(hostName(), now);
  }

  /**
   * Makes a certificate.
   *
   * @param hostName is left out unless it is a DNS name
   * @param now the begin of its validity
   */
  static ServerIdentity create(String hostName, Instant now) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      Instant begin = now.minus(BACKDATED);
      X500Name name = subject(hostName);
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(0), // positive
              Date.from(begin),
              Date.from(begin.plus(VALIDITY)),
              name,
              keys.getPublic());
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
          .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
          .addExtension(
              Extension.extendedKeyUsage,
              false,
              new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
          .addExtension(Extension.subjectAlternativeName, false, names(hostName));
      return new ServerIdentity(
          List.of(
              new JcaX509CertificateConverter()
                  .getCertificate(
                      builder.build(
                          new JcaContentSignerBuilder("SHA256withECDSA")
                              .build(keys.getPrivate())))),
          keys.getPrivate());
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("this Java platform has no elliptic curves", e);
    }
  }

  private static X500Name subject(String hostName) {
    boolean fits = isDnsName(hostName) && hostName.length() <= MAX_COMMON_NAME;
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.CN, fits ? lower(hostName) : "localhost")
        .addRDN(BCStyle.O, "Parley")
        .build();
  }

  private static GeneralNames names(String hostName) {
    List<GeneralName> names = new ArrayList<>();
    names.add(new GeneralName(GeneralName.dNSName, "localhost"));
    if (isDnsName(hostName) && !lower(hostName).equals("localhost")) {
      names.add(new GeneralName(GeneralName.dNSName, lower(hostName)));
    }
    names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
    names.add(new GeneralName(GeneralName.iPAddress, "::1"));
    return new GeneralNames(names.toArray(GeneralName[]::new));
  }

  private static boolean isDnsName(String hostName) {
    return DNS_NAME.matcher(lower(hostName)).matches();
  }

  private static String lower(String hostName) {
    return hostName.toLowerCase(Locale.ROOT);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
