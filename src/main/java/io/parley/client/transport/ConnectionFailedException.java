package io.parley.client.transport;

/** No connection could be made. The cause is the reason, if it is known. */
public final class ConnectionFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  public ConnectionFailedException(String host, int port, Throwable cause) {
    super("cannot connect to " + host + ":" + port, cause);
  }
}
