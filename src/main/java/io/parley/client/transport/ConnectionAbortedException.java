package io.parley.client.transport;

/** This client aborted the connection. */
public final class ConnectionAbortedException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * An abort with a reason.
   *
   * @param message the reason, as shown to the user
   */
  public ConnectionAbortedException(String message) {
    super(message, null, false, false);
  }
}
