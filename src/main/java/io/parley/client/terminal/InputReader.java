package io.parley.client.terminal;

import io.parley.client.terminal.jline.LineEditor;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;

/**
 * Reads typed lines. It splits pasted text into lines, and asks before it returns many of them. One
 * thread reads at a time.
 */
final class InputReader {
  private final LineEditor editor;
  private final Supplier<String> prompt;
  private final Supplier<String> initialText;
  private final Runnable onLine;
  private final PastedLines pasted = new PastedLines(this::confirm);

  private volatile boolean confirming;

  /**
   * Creates a reader.
   *
   * @param prompt the prompt of the next line
   * @param initialText the text that the next line begins with
   * @param onLine called after each line that was entered
   */
  InputReader(
      LineEditor editor, Supplier<String> prompt, Supplier<String> initialText, Runnable onLine) {
    this.editor = editor;
    this.prompt = prompt;
    this.initialText = initialText;
    this.onLine = onLine;
  }

  /** Whether a yes-or-no question is being asked instead of a line. May be called at any time. */
  boolean isConfirming() {
    return confirming;
  }

  /**
   * Returns the next line. Blocks until there is one. Pasted lines that the user refuses to send
   * are put back into the input line.
   */
  String readLine() {
    String refused = "";
    while (true) {
      Optional<String> next = pasted.next();
      if (next.isPresent()) {
        return next.get();
      }
      String line = editor.readLine(prompt.get(), refused.isEmpty() ? initialText.get() : refused);
      onLine.run();
      if (refused.isEmpty() && !editor.wasMultilinePaste()) {
        return line;
      }
      refused = pasted.add(line) ? "" : line;
    }
  }

  private boolean confirm(int lines) {
    confirming = true;
    try {
      String answer = editor.readAnswer("Send these " + lines + " lines one by one? [y/N] ");
      return answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    } catch (UserInterruptException | EndOfFileException refused) {
      return false;
    } finally {
      confirming = false;
    }
  }
}
