package io.parley.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** Asks a person at a terminal: {@code Server [localhost]: }. */
final class TerminalQuestions implements Questions {
  private final Terminal terminal;
  private final LineReader reader;

  TerminalQuestions(Terminal terminal) {
    this.terminal = terminal;
    this.reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .build();
  }

  /** Whoever sits at the terminal of this program, if it has one. */
  static Optional<Questions> atTerminal() {
    Logs.silenceJLine();
    return Terminals.openMovable().map(TerminalQuestions::new);
  }

  @Override
  public String ask(String question, Optional<String> usual) throws NoAnswerException {
    String prompt = question + usual.map(answer -> " [" + answer + "]").orElse("") + ": ";
    try {
      String typed = reader.readLine(prompt.replace("%", "%%")).strip();
      return typed.isEmpty() ? usual.orElse("") : typed;
    } catch (UserInterruptException e) {
      throw NoAnswerException.interrupted();
    } catch (EndOfFileException e) {
      throw NoAnswerException.atEnd();
    }
  }

  @Override
  public void explain(String why) {
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
