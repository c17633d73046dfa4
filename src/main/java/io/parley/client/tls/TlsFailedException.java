package io.parley.client.tls;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection could not be protected by TLS, or was cut off. The message is one clause for the
 * user, in which {@code it} is the server.
 */
public final class TlsFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  TlsFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The exception among the causes of a failure. */
  public static Optional<TlsFailedException> in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TlsFailedException failed) {
        return Optional.of(failed);
      }
    }
    return Optional.empty();
  }
}
