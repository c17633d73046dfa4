package io.parley.cli.destination;

/** Nobody can go where somebody wants to. */
final class InvalidDestinationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  InvalidDestinationException(String why) {
    super(why);
    this.reason = why;
  }

  String reason() {
    return reason;
  }
}
