package io.parley.history;

import java.util.concurrent.CompletionException;

/** The history cannot be read or written; the message is for people and shows no password. */
public class HistoryException extends Exception {
  private static final long serialVersionUID = 1L;

  public HistoryException(String message) {
    super(message);
  }

  public HistoryException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Why something on an executor failed, in the words of people where there are any. */
  public static String describe(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof HistoryException
        ? String.valueOf(cause.getMessage())
        : cause.toString();
  }

  /** The first line of what lies deepest and has words: some causes have none. */
  public static String rootCauseMessage(Throwable failure) {
    String words = "";
    for (Throwable each = failure; each != null; each = each.getCause()) {
      words = each.getMessage() == null ? words : each.getMessage();
    }
    return words.lines().findFirst().orElse("");
  }
}
