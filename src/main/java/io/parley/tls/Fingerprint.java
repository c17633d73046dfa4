package io.parley.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The SHA-256 hash of a certificate in DER, by which people recognize it. {@code openssl x509
 * -fingerprint -sha256} prints the same digits.
 *
 * @param digits 64 hexadecimal digits in upper case
 */
public record Fingerprint(String digits) {
  private static final String PREFIX = "SHA256:";
  private static final Pattern DIGITS = Pattern.compile("[0-9A-F]{64}");

  public Fingerprint {
    if (!DIGITS.matcher(digits).matches()) {
      throw new IllegalArgumentException("not 64 hexadecimal digits in upper case");
    }
  }

  /** The fingerprint of a certificate. */
  public static Fingerprint of(X509Certificate certificate) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return new Fingerprint(HexFormat.of().withUpperCase().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("the certificate has no encoding", e);
    }
  }

  /**
   * Reads what a person types.
   *
   * @param typed {@code SHA256:} and 64 hexadecimal digits in any case, with or without colons
   *     between them; empty if it is anything else
   */
  public static Optional<Fingerprint> parse(String typed) {
    String upper = typed.strip().toUpperCase(Locale.ROOT);
    if (!upper.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String digits = upper.substring(PREFIX.length()).replace(":", "");
    return DIGITS.matcher(digits).matches()
        ? Optional.of(new Fingerprint(digits))
        : Optional.empty();
  }

  /** {@code SHA256:} and the digits in pairs, with colons between them. */
  @Override
  public String toString() {
    return PREFIX + String.join(":", digits.split("(?<=\\G..)"));
  }
}
