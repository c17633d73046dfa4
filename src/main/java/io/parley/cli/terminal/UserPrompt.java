package io.parley.cli.terminal;

import java.util.Optional;

/** Asks the user questions. */
public interface UserPrompt extends AutoCloseable {

  /**
   * Asks a question and waits for the answer.
   *
   * @param defaultAnswer the answer if the user presses Enter only
   * @return the answer without surrounding spaces; empty if there is neither an answer nor a
   *     default
   * @throws PromptCancelledException if the user presses Ctrl-C or Ctrl-D
   */
  String ask(String question, Optional<String> defaultAnswer) throws PromptCancelledException;

  /** Explains why the next question is asked again. */
  void showProblem(String problem);

  /** Closes the prompt and restores the terminal. */
  @Override
  void close();
}
