package io.parley.client.terminal;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.reader.LineReader;
import org.jline.reader.MaskingCallback;

/**
 * Lines as somebody means them: what was pasted is taken apart, and asked about where it is much.
 */
final class Typing {
  private final InputLine input;
  private final Supplier<String> prompt;
  private final Runnable typed;
  private final Pasted pasted = new Pasted(this::agrees);

  /**
   * Nothing typed yet.
   *
   * @param prompt what stands before the line now
   * @param typed called for each line that is typed
   */
  Typing(InputLine input, Supplier<String> prompt, Runnable typed) {
    this.input = input;
    this.prompt = prompt;
    this.typed = typed;
  }

  /** The next line. Waits for it; what is pasted and not wanted is there to be edited. */
  String next() {
    String begun = "";
    while (true) {
      Optional<String> waiting = pasted.next();
      if (waiting.isPresent()) {
        return waiting.get();
      }
      String line = input.readLine(escaped(prompt.get()), null, (MaskingCallback) null, begun);
      typed.run();
      if (begun.isEmpty() && !input.wasPasted()) {
        return line;
      }
      begun = pasted.take(line) ? "" : line;
    }
  }

  /** As the editor takes it, which knows signs that begin with %. */
  static String escaped(String prompt) {
    return prompt.replace("%", "%%");
  }

  private boolean agrees(int lines) {
    input.setVariable(LineReader.DISABLE_HISTORY, true);
    try {
      String answer = input.readLine("Say these " + lines + " lines one by one? [y/N] ");
      return answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    } finally {
      input.setVariable(LineReader.DISABLE_HISTORY, false);
    }
  }
}
