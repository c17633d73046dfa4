package io.parley.cli.terminal;

/** Standard input cannot be sent as a text. The message is shown to the user. */
public final class InvalidInputException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidInputException(String message) {
    super(message);
  }
}
