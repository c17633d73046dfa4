package io.parley.cli.destination;

/** A destination is invalid or incomplete. The message is shown to the user. */
final class InvalidDestinationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  InvalidDestinationException(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
