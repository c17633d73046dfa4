package io.parley.history;

import java.util.concurrent.CompletionException;

/**
 * The history cannot be read or written. The message is for an operator and contains no password.
 */
public class HistoryException extends Exception {
  private static final long serialVersionUID = 1L;

  public HistoryException(String message) {
    super(message);
  }

  public HistoryException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns the message of a failure that an executor may have wrapped. */
  public static String describe(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof HistoryException
        ? String.valueOf(cause.getMessage())
        : cause.toString();
  }

  /** Returns the last of the chain of causes; the failure itself if it has none. */
  public static Throwable rootCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** Returns the first line of the deepest cause that has a message. */
  public static String rootCauseMessage(Throwable failure) {
    String message = "";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      message = cause.getMessage() == null ? message : cause.getMessage();
    }
    return message.lines().findFirst().orElse("");
  }
}
