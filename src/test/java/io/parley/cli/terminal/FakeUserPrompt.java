package io.parley.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A person who answers as a test has it, and leaves with Ctrl-D when there is nothing more. */
public final class FakeUserPrompt implements UserPrompt {
  private final Deque<String> answers;
  private final List<String> prompts = new ArrayList<>();
  private boolean closed;

  public FakeUserPrompt(String... answers) {
    this.answers = new ArrayDeque<>(Arrays.asList(answers));
  }

  /** What was asked and explained, in its order; and nobody was left at the terminal. */
  public void assertPrompts(String... lines) {
    assertEquals(List.of(lines), prompts);
    assertEquals(!prompts.isEmpty(), closed);
  }

  @Override
  public String ask(String question, Optional<String> usual) throws PromptCancelledException {
    prompts.add(question + usual.map(answer -> " [" + answer + "]").orElse(""));
    String answer = answers.poll();
    if (answer == null) {
      throw PromptCancelledException.endOfInput();
    }
    return answer.isEmpty() ? usual.orElse("") : answer;
  }

  @Override
  public void showProblem(String why) {
    prompts.add(why);
  }

  @Override
  public void close() {
    closed = true;
  }
}
