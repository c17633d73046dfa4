package io.parley.cli.terminal;

import java.util.Optional;

/** A person who can be asked. */
public interface UserPrompt extends AutoCloseable {

  /**
   * Asks, and waits for the answer.
   *
   * @param usual what Enter alone answers
   * @return what was typed, without spaces around it; empty if that is nothing, and nothing usual
   * @throws PromptCancelledException if they would rather leave
   */
  String ask(String question, Optional<String> usual) throws PromptCancelledException;

  /** Says why something is asked again. */
  void showProblem(String why);

  /** Gives the terminal back. */
  @Override
  void close();
}
