package io.parley.cli;

import io.parley.client.tls.RefusedCertificateException;
import io.parley.client.transport.ConnectionErrorMessages;
import io.parley.client.transport.ConnectionFailedException;
import io.parley.config.InvalidSettingsException;
import io.parley.file.FileErrors;
import io.parley.protocol.RejectedException;
import io.parley.server.CannotListenException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The error messages that a command prints when it fails with an exception. */
final class ErrorMessages {
  private static final String IN_USE = "address already in use";

  private ErrorMessages() {}

  /**
   * One line per mistake in the settings, several for a certificate that has changed, and one line
   * for any other exception. A refusal has its code at the end.
   */
  static List<String> describe(Throwable failure) {
    if (failure instanceof InvalidSettingsException invalid) {
      return invalid.errors();
    }
    if (failure instanceof CannotListenException listen) {
      String reason = ConnectionErrorMessages.describe(failure);
      return List.of(
          failure.getMessage() + ": " + reason + (reason.equals(IN_USE) ? otherPort(listen) : ""));
    }
    if (failure instanceof ConnectionFailedException) {
      List<String> lines = new ArrayList<>();
      lines.add(failure.getMessage() + ": " + ConnectionErrorMessages.describe(failure));
      RefusedCertificateException.in(failure).ifPresent(refused -> lines.addAll(refused.details()));
      return lines;
    }
    if (failure instanceof RejectedException rejected) {
      return List.of(rejected.problem().message() + " [" + rejected.problem().code() + "]");
    }
    if (failure instanceof FileSystemException file && file.getFile() != null) {
      return List.of(file.getFile() + ": " + FileErrors.describe(file));
    }
    return List.of(firstLine(failure).orElse(failure.getClass().getSimpleName()));
  }

  private static String otherPort(CannotListenException failure) {
    return " (is another server running? --listen "
        + failure.listener().dialect()
        + "=PORT takes another port)";
  }

  private static Optional<String> firstLine(Throwable failure) {
    return Optional.ofNullable(failure.getMessage())
        .map(text -> text.lines().findFirst().orElse(""));
  }
}
