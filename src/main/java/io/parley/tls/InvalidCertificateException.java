package io.parley.tls;

/**
 * A certificate or key cannot be used. The message names the file and the reason in one line, and
 * nothing of a key.
 */
public final class InvalidCertificateException extends Exception {
  private static final long serialVersionUID = 1;

  public InvalidCertificateException(String message) {
    super(message);
  }

  public InvalidCertificateException(String message, Throwable cause) {
    super(message, cause);
  }
}
