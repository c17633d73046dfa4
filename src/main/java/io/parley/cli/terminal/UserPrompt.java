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

  /**
   * Asks for a secret, without showing what the user types, and waits for it.
   *
   * @return the answer as it was typed; empty if the user presses Enter only
   * @throws PromptCancelledException if the user presses Ctrl-C or Ctrl-D
   */
  String askSecretly(String question) throws PromptCancelledException;

  /** Explains why the next question is asked again. */
  void showProblem(String problem);

  /** Closes the prompt and restores the terminal. */
  @Override
  void close();
}
