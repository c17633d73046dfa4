package io.parley.client.transport;

import io.parley.client.tls.RefusedCertificateException;
import io.parley.client.tls.TlsFailedException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The texts about connection failures for the user. */
public final class ConnectionErrorMessages {
  private static final String NO_SUCH_HOST = "no such host";

  private ConnectionErrorMessages() {}

  /** Describes the innermost cause in one line, or what TLS says of it. */
  public static String describe(Throwable failure) {
    Optional<String> tls =
        RefusedCertificateException.in(failure)
            .map(Throwable::getMessage)
            .or(() -> TlsFailedException.in(failure).map(Throwable::getMessage));
    return tls.orElseGet(() -> describeRoot(failure));
  }

  private static String describeRoot(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof UnknownHostException || root instanceof UnresolvedAddressException) {
      return NO_SUCH_HOST;
    }
    String text = firstLine(root).orElse(root.getClass().getSimpleName());
    if (text.contains("Unresolved address")) {
      return NO_SUCH_HOST;
    }
    if (text.contains("Connect timeout")) {
      return "no answer in time";
    }
    return text.replaceFirst("^\\[.*?] ", "")
        .toLowerCase(Locale.ROOT); // the text around it contains the address
  }

  /** The reason of a connection that is ended because the server does not answer in time. */
  public static String noAnswer(Duration timeout) {
    return "no answer from the server for " + format(timeout);
  }

  /** A duration in seconds, or in milliseconds if it is shorter than a second. */
  public static String format(Duration duration) {
    return duration.toSeconds() > 0
        ? duration.plusMillis(500).toSeconds() + " s"
        : duration.toMillis() + " ms";
  }

  private static Optional<String> firstLine(Throwable failure) {
    return Optional.ofNullable(failure.getMessage())
        .map(text -> text.lines().findFirst().orElse(""));
  }
}
