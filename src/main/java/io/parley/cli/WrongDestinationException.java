package io.parley.cli;

/** Nobody can go where somebody wants to. */
final class WrongDestinationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String why;

  WrongDestinationException(String why) {
    super(why);
    this.why = why;
  }

  String why() {
    return why;
  }
}
