package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A person who answers as a test has it, and leaves with Ctrl-D when there is nothing more. */
final class FakeQuestions implements Questions {
  private final Deque<String> answers;
  private final List<String> heard = new ArrayList<>();
  private boolean closed;

  FakeQuestions(String... answers) {
    this.answers = new ArrayDeque<>(Arrays.asList(answers));
  }

  /** What was asked and explained, in its order; and nobody was left at the terminal. */
  void assertHeard(String... lines) {
    assertEquals(List.of(lines), heard);
    assertEquals(!heard.isEmpty(), closed);
  }

  @Override
  public String ask(String question, Optional<String> usual) throws NoAnswerException {
    heard.add(question + usual.map(answer -> " [" + answer + "]").orElse(""));
    String answer = answers.poll();
    if (answer == null) {
      throw NoAnswerException.atEnd();
    }
    return answer.isEmpty() ? usual.orElse("") : answer;
  }

  @Override
  public void explain(String why) {
    heard.add(why);
  }

  @Override
  public void close() {
    closed = true;
  }
}
