package io.parley.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Gives the answers of a test; answers Ctrl-D when there are no more. */
public final class FakeUserPrompt implements UserPrompt {
  private final Deque<String> answers;
  private final List<String> prompts = new ArrayList<>();
  private boolean closed;

  public FakeUserPrompt(String... answers) {
    this.answers = new ArrayDeque<>(Arrays.asList(answers));
  }

  /** Asserts all questions and problems in their order, and that the prompt was closed. */
  public void assertPrompts(String... lines) {
    assertEquals(List.of(lines), prompts);
    assertEquals(!prompts.isEmpty(), closed);
  }

  /** Asserts that nothing was shown and nothing asked. */
  public void assertNotAsked() {
    assertEquals(List.of(), prompts);
  }

  @Override
  public String ask(String question, Optional<String> defaultAnswer)
      throws PromptCancelledException {
    prompts.add(question + defaultAnswer.map(answer -> " [" + answer + "]").orElse(""));
    String answer = answers.poll();
    if (answer == null) {
      throw PromptCancelledException.endOfInput();
    }
    return answer.isEmpty() ? defaultAnswer.orElse("") : answer;
  }

  @Override
  public String askSecretly(String question) throws PromptCancelledException {
    return ask(question, Optional.empty());
  }

  @Override
  public void showProblem(String problem) {
    prompts.add(problem);
  }

  @Override
  public void close() {
    closed = true;
  }
}
