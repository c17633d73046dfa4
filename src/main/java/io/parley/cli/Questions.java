package io.parley.cli;

import java.util.Optional;

/** A person who can be asked. */
interface Questions extends AutoCloseable {

  /**
   * Asks, and waits for the answer.
   *
   * @param usual what Enter alone answers
   * @return what was typed, without spaces around it; empty if that is nothing, and nothing usual
   * @throws NoAnswerException if they would rather leave
   */
  String ask(String question, Optional<String> usual) throws NoAnswerException;

  /** Says why something is asked again. */
  void explain(String why);

  /** Gives the terminal back. */
  @Override
  void close();
}
