package io.parley.client;

/** This client has ended a connection of which nothing more is to be expected. */
final class TornDownException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Why.
   *
   * @param message in the words of people
   */
  TornDownException(String message) {
    super(message, null, false, false);
  }
}
