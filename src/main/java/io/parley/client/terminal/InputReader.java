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
  private boolean password;

  /** What was typed when a password was asked for. Guarded by the lock of the editor. */
  private String setAside = "";

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

  /** Asks for a password. To be called with the editor's lock. */
  void askPassword(String question) {
    if (editor.isReading() && !editor.hasQuestion() && !confirming) {
      setAside = editor.takeText();
    }
    editor.setQuestion(Optional.of(question + ": "));
  }

  /** Whether the last line is a password; an empty one cancels. For the thread that reads. */
  boolean wasPassword() {
    return password;
  }

  /** The user does not answer the question for a password. Returns whether there was one. */
  boolean cancelQuestion() {
    boolean asked = editor.hasQuestion();
    password = asked;
    editor.lock().update(() -> editor.setQuestion(Optional.empty()));
    return asked;
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
    password = false;
    while (true) {
      Optional<String> next = pasted.next();
      if (next.isPresent()) {
        return next.get();
      }
      String line = editor.readLine(prompt.get(), refused.isEmpty() ? initialText() : refused);
      if (editor.wasSecret()) {
        boolean ignored = cancelQuestion();
        return line.lines().findFirst().orElse("");
      }
      onLine.run();
      if (refused.isEmpty() && !editor.wasMultilinePaste()) {
        return line;
      }
      refused = pasted.add(line) ? "" : line;
    }
  }

  private String initialText() {
    if (editor.hasQuestion()) {
      return "";
    }
    String text = setAside.isEmpty() ? initialText.get() : setAside;
    setAside = "";
    return text;
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
