package io.parley.client.transport;

import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.Optional;

/** Why there is no connection, in the words of people. */
public final class ConnectionErrorMessages {
  private static final String NO_SUCH_HOST = "no such host";

  private ConnectionErrorMessages() {}

  /** One line; the innermost cause knows best. */
  public static String describe(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof UnknownHostException || root instanceof UnresolvedAddressException) {
      return NO_SUCH_HOST;
    }
    String words = firstLine(root).orElse(root.getClass().getSimpleName());
    if (words.contains("Unresolved address")) {
      return NO_SUCH_HOST;
    }
    if (words.contains("Connect timeout")) {
      return "no answer in time";
    }
    return words
        .replaceFirst("^\\[.*?] ", "")
        .toLowerCase(Locale.ROOT); // the address stands in our own words
  }

  private static Optional<String> firstLine(Throwable failure) {
    return Optional.ofNullable(failure.getMessage())
        .map(text -> text.lines().findFirst().orElse(""));
  }
}
