package io.parley.cli.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** Asks at the terminal: {@code Server [localhost]: }. */
final class TerminalPrompt implements UserPrompt {
  /** A mask of JLine: it shows nothing for a character, not even a star. */
  private static final Character NO_ECHO = '\0';

  private final Terminal terminal;
  private final LineReader reader;

  TerminalPrompt(Terminal terminal) {
    this.terminal = terminal;
    this.reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .variable(LineReader.DISABLE_HISTORY, true)
            .build();
  }

  /** Opens the prompt, if this process has a terminal that can move its cursor. */
  static Optional<UserPrompt> open() {
    return SystemTerminal.openWithCursorControl().map(TerminalPrompt::new);
  }

  @Override
  public String ask(String question, Optional<String> defaultAnswer)
      throws PromptCancelledException {
    String prompt = question + defaultAnswer.map(text -> " [" + text + "]").orElse("") + ": ";
    try {
      String answer = reader.readLine(prompt.replace("%", "%%")).strip();
      return answer.isEmpty() ? defaultAnswer.orElse("") : answer;
    } catch (UserInterruptException e) {
      throw PromptCancelledException.interrupted();
    } catch (EndOfFileException e) {
      throw PromptCancelledException.endOfInput();
    }
  }

  @Override
  public String askSecretly(String question) throws PromptCancelledException {
    try {
      return reader.readLine(question.replace("%", "%%") + ": ", NO_ECHO);
    } catch (UserInterruptException e) {
      throw PromptCancelledException.interrupted();
    } catch (EndOfFileException e) {
      throw PromptCancelledException.endOfInput();
    }
  }

  @Override
  public void showProblem(String problem) {
    terminal.writer().println(problem);
    terminal.flush();
  }

  @Override
  public void close() {
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
