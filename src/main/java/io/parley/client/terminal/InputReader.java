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
final class InputReader {
  private final LineEditor editor;
  private final Supplier<String> prompt;
  private final Supplier<String> initialText;
  private final Runnable onLine;
  private final PastedLines pasted = new PastedLines(this::confirm);

  private volatile boolean confirming;

  /**
   * Nothing typed yet.
   *
   * @param prompt what stands before the line now
   * @param begun what there is of a line when it begins to be typed
   * @param typed called for each line that is typed
   */
  InputReader(LineEditor input, Supplier<String> prompt, Supplier<String> begun, Runnable typed) {
    this.editor = input;
    this.prompt = prompt;
    this.initialText = begun;
    this.onLine = typed;
  }

  /** Whether somebody is asked something, and types no line. */
  boolean isConfirming() {
    return confirming;
  }

  /** The next line. Waits for it; what is pasted and not wanted is there to be edited. */
  String readLine() {
    String unwanted = "";
    while (true) {
      Optional<String> waiting = pasted.next();
      if (waiting.isPresent()) {
        return waiting.get();
      }
      String line =
          editor.readLine(
              escaped(prompt.get()),
              null,
              (MaskingCallback) null,
              unwanted.isEmpty() ? initialText.get() : unwanted);
      onLine.run();
      if (unwanted.isEmpty() && !editor.wasMultilinePaste()) {
        return line;
      }
      unwanted = pasted.add(line) ? "" : line;
    }
  }

  /** As the editor takes it, which knows signs that begin with %. */
  static String escaped(String prompt) {
    return prompt.replace("%", "%%");
  }

  private boolean confirm(int lines) {
    editor.setVariable(LineReader.DISABLE_HISTORY, true);
    confirming = true;
    try {
      String answer = editor.readLine("Say these " + lines + " lines one by one? [y/N] ");
      return answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    } catch (UserInterruptException | EndOfFileException no) {
      return false;
    } finally {
      confirming = false;
      editor.setVariable(LineReader.DISABLE_HISTORY, false);
    }
  }
}
