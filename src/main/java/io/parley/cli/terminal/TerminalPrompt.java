package io.parley.cli.terminal;

import io.parley.cli.Logging;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** Asks a person at a terminal: {@code Server [localhost]: }. */
final class TerminalPrompt implements UserPrompt {
  private final Terminal terminal;
  private final LineReader reader;

  TerminalPrompt(Terminal terminal) {
    this.terminal = terminal;
    this.reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .build();
  }

  /** Whoever sits at the terminal of this program, if it has one. */
  static Optional<UserPrompt> open() {
    Logging.silenceJLine();
    return SystemTerminal.openWithCursorControl().map(TerminalPrompt::new);
  }

  @Override
  public String ask(String question, Optional<String> usual) throws PromptCancelledException {
    String prompt = question + usual.map(answer -> " [" + answer + "]").orElse("") + ": ";
    try {
      String typed = reader.readLine(prompt.replace("%", "%%")).strip();
      return typed.isEmpty() ? usual.orElse("") : typed;
    } catch (UserInterruptException e) {
      throw PromptCancelledException.interrupted();
    } catch (EndOfFileException e) {
      throw PromptCancelledException.endOfInput();
    }
  }

  @Override
  public void showProblem(String why) {
    terminal.writer().println(why);
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
