package io.parley.client.terminal;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.MaskingCallback;
import org.jline.reader.UserInterruptException;

/**
 * Lines as somebody means them: what was pasted is taken apart, and asked about where it is much.
 */
final class Typing {
  private final InputLine input;
  private final Supplier<String> prompt;
  private final Supplier<String> begun;
  private final Runnable typed;
  private final Pasted pasted = new Pasted(this::agrees);

  private volatile boolean asking;

  /**
   * Nothing typed yet.
   *
   * @param prompt what stands before the line now
   * @param begun what there is of a line when it begins to be typed
   * @param typed called for each line that is typed
   */
  Typing(InputLine input, Supplier<String> prompt, Supplier<String> begun, Runnable typed) {
    this.input = input;
    this.prompt = prompt;
    this.begun = begun;
    this.typed = typed;
  }

  /** Whether somebody is asked something, and types no line. */
  boolean isAsking() {
    return asking;
  }

  /** The next line. Waits for it; what is pasted and not wanted is there to be edited. */
  String next() {
    String unwanted = "";
    while (true) {
      Optional<String> waiting = pasted.next();
      if (waiting.isPresent()) {
        return waiting.get();
      }
      String line =
          input.readLine(
              escaped(prompt.get()),
              null,
              (MaskingCallback) null,
              unwanted.isEmpty() ? begun.get() : unwanted);
      typed.run();
      if (unwanted.isEmpty() && !input.wasPasted()) {
        return line;
      }
      unwanted = pasted.take(line) ? "" : line;
    }
  }

  /** As the editor takes it, which knows signs that begin with %. */
  static String escaped(String prompt) {
    return prompt.replace("%", "%%");
  }

  private boolean agrees(int lines) {
    input.setVariable(LineReader.DISABLE_HISTORY, true);
    asking = true;
    try {
      String answer = input.readLine("Say these " + lines + " lines one by one? [y/N] ");
      return answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    } catch (UserInterruptException | EndOfFileException no) {
      return false;
    } finally {
      asking = false;
      input.setVariable(LineReader.DISABLE_HISTORY, false);
    }
  }
}
