package io.parley.cli;

import io.parley.client.CannotConnectException;
import io.parley.config.InvalidSettingsException;
import io.parley.server.CannotListenException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Errors in the words of people. */
final class Reasons {
  private static final String NO_SUCH_HOST = "no such host";

  private Reasons() {}

  /** What to print of a failure: one line, but one for each mistake where there are several. */
  static List<String> linesOf(Throwable failure) {
    if (failure instanceof InvalidSettingsException invalid) {
      return invalid.mistakes();
    }
    if (failure instanceof CannotListenException || failure instanceof CannotConnectException) {
      return List.of(failure.getMessage() + ": " + reason(failure));
    }
    return List.of(message(failure).orElse(failure.getClass().getSimpleName()));
  }

  /** The innermost cause knows best. */
  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof UnknownHostException || root instanceof UnresolvedAddressException) {
      return NO_SUCH_HOST;
    }
    String words = message(root).orElse(root.getClass().getSimpleName());
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

  private static Optional<String> message(Throwable failure) {
    return Optional.ofNullable(failure.getMessage())
        .map(text -> text.lines().findFirst().orElse(""));
  }
}
