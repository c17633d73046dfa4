package io.parley.client;

/** No connection could be made. The cause says why, where it is known. */
public final class CannotConnectException extends Exception {
  private static final long serialVersionUID = 1L;

  public CannotConnectException(String host, int port, Throwable cause) {
    super("cannot connect to " + host + ":" + port, cause);
  }
}
