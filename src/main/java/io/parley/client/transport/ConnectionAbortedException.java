package io.parley.client.transport;

/** This client has ended a connection of which nothing more is to be expected. */
public final class ConnectionAbortedException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Why.
   *
   * @param message in the words of people
   */
  public ConnectionAbortedException(String message) {
    super(message, null, false, false);
  }
}
