package io.parley.server;

/** A listener cannot bind its port; the cause is the reason. */
public final class CannotListenException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient ListenerSettings listener;

  public CannotListenException(ListenerSettings listener, Throwable cause) {
    super("cannot listen on " + listener.host() + ":" + listener.port(), cause);
    this.listener = listener;
  }

  public ListenerSettings listener() {
    return listener;
  }
}
