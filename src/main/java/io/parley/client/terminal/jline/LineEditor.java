package io.parley.client.terminal.jline;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.MaskingCallback;
import org.jline.reader.Widget;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/**
 * The input line of a terminal. It edits with JLine's line reader, and calls back to have its rows
 * drawn together with the rest of the screen.
 *
 * <p>One thread at a time may call {@link #readLine} and {@link #readAnswer}. All other methods
 * need the {@link #lock}, or are called before the first line is read. Callbacks and widgets run
 * with the lock held.
 */
public final class LineEditor {
  private final Terminal terminal;
  private final ChatLineReader reader;
  private final ScreenLock lock;
  private final Runnable draw;
  private final Runnable resize;
  private Runnable onKey = () -> {};
  private IntConsumer onScroll = rows -> {};
  private Runnable onContinue = () -> {};

  /**
   * Creates an editor that reads nothing yet.
   *
   * @param draw draws the whole screen with {@link #inputRows}
   * @param resize reads the size of the terminal and has everything redrawn by the next {@code
   *     draw}
   */
  public LineEditor(Terminal terminal, Runnable draw, Runnable resize) {
    this.terminal = terminal;
    this.draw = draw;
    this.resize = resize;
    this.reader = new ChatLineReader(terminal, new ReaderListener());
    this.lock = new ScreenLock(reader.lock(), draw);
  }

  /** The lock that guards this editor and everything that is drawn. */
  public ScreenLock lock() {
    return lock;
  }

  /** Sets what runs before the action of each key. */
  public void onKey(Runnable action) {
    onKey = action;
  }

  /** Sets what scrolls by a number of rows: up, or down if it is negative. */
  public void onScroll(IntConsumer action) {
    onScroll = action;
  }

  /** Sets what runs when the process continues after it was stopped by another process. */
  public void onContinue(Runnable action) {
    onContinue = action;
  }

  /** Sets what completes the text before the cursor: all whole words, the best one first. */
  public void setCompletion(Function<String, List<String>> completion) {
    reader.setCompleter(
        (lineReader, line, candidates) ->
            completion
                .apply(line.line().substring(0, line.cursor()))
                .forEach(word -> candidates.add(candidate(word, candidates.size() + 1))));
  }

  private static Candidate candidate(String word, int position) {
    return new Candidate(word, word, null, null, null, null, true, position);
  }

  /**
   * Limits the history of typed lines.
   *
   * @param maxLines in memory, and in the file of {@link #setHistoryFile}
   */
  public void setHistorySize(int maxLines) {
    reader.setVariable(LineReader.HISTORY_SIZE, maxLines);
    reader.setVariable(LineReader.HISTORY_FILE_SIZE, maxLines);
  }

  /** Loads the history of typed lines from a file, and appends to it. */
  public void setHistoryFile(Path file) {
    reader.setVariable(LineReader.HISTORY_FILE, file);
  }

  /**
   * Reads a line. Blocks until it is entered.
   *
   * @param initialText the text to begin with, the cursor after it
   * @throws org.jline.reader.UserInterruptException on Ctrl-C
   * @throws org.jline.reader.EndOfFileException on Ctrl-D in an empty line, or at the end of input
   */
  public String readLine(String prompt, String initialText) {
    return reader.readLine(escapePrompt(prompt), null, (MaskingCallback) null, initialText);
  }

  /**
   * Reads the answer to a question. It does not go into the history.
   *
   * @throws org.jline.reader.UserInterruptException on Ctrl-C
   * @throws org.jline.reader.EndOfFileException on Ctrl-D in an empty line, or at the end of input
   */
  public String readAnswer(String question) {
    reader.setVariable(LineReader.DISABLE_HISTORY, true);
    try {
      return reader.readLine(escapePrompt(question));
    } finally {
      reader.setVariable(LineReader.DISABLE_HISTORY, false);
    }
  }

  /** Sets which lines do not go into the history. */
  public void excludeFromHistory(Predicate<String> lines) {
    reader.excludeFromHistory(lines);
  }

  /**
   * Asks for a password with the next line that is entered, or no longer. Nothing that is typed for
   * it is shown, and it does not go into the history.
   */
  public void setQuestion(Optional<String> question) {
    reader.setQuestion(question.map(AttributedString::new));
  }

  /** Whether a password is asked for. */
  public boolean hasQuestion() {
    return reader.hasQuestion();
  }

  /** Whether the line that was entered last is a password. */
  public boolean wasSecret() {
    return reader.wasSecret();
  }

  /** Replaces the prompt of the line that is being read. */
  public void setPrompt(String prompt) {
    reader.setPrompt(escapePrompt(prompt));
  }

  /** JLine expands sequences that begin with a percent sign. */
  private static String escapePrompt(String prompt) {
    return prompt.replace("%", "%%");
  }

  /** Whether a line is being read. */
  public boolean isReading() {
    return reader.isReading();
  }

  /** Whether a paste has added a line break to the line that was read last. */
  public boolean wasMultilinePaste() {
    return reader.wasMultilinePaste();
  }

  /** The text of the input line. */
  public String text() {
    return reader.getBuffer().toString();
  }

  /** Inserts text at the cursor. */
  public void insertText(String text) {
    reader.getBuffer().write(text);
  }

  /** Removes the text of the input line and returns it. */
  public String takeText() {
    String text = text();
    reader.getBuffer().clear();
    return text;
  }

  /**
   * The rows to draw; only the prompt while no line is read.
   *
   * @param idlePrompt the prompt while no line is read
   * @param columns the width of a row, at least 1
   * @param reorderBidi whether right-to-left text is put in visual order
   */
  public InputRows inputRows(AttributedString idlePrompt, int columns, boolean reorderBidi) {
    if (!reader.isReading()) {
      int length = idlePrompt.length();
      return InputRows.layOut(idlePrompt, length, length, columns, reorderBidi);
    }
    return InputRows.layOut(
        reader.displayedText(), reader.promptLength(), reader.cursorIndex(), columns, reorderBidi);
  }

  /** Switches off the terminal modes that JLine needs to read a line, if it reads one. */
  public void disableInputModes() {
    if (reader.isReading()) {
      terminal.puts(Capability.keypad_local);
      terminal.writer().write(LineReaderImpl.BRACKETED_PASTE_OFF);
    }
  }

  /** Switches them on again. */
  public void enableInputModes() {
    if (reader.isReading()) {
      terminal.puts(Capability.keypad_xmit);
      terminal.writer().write(LineReaderImpl.BRACKETED_PASTE_ON);
    }
  }

  /**
   * The bindings of one of JLine's key maps.
   *
   * @param name {@link LineReader#MAIN} or {@link LineReader#MENU}
   */
  public KeyMap<Binding> keyMap(String name) {
    return requireNonNull(reader.getKeyMaps().get(name), name);
  }

  /** Adds a widget, which a key map can refer to by its name. */
  public void addWidget(String name, Widget widget) {
    reader.getWidgets().put(name, widget);
  }

  /** Runs a widget of JLine. */
  public void callWidget(String name) {
    reader.callWidget(name);
  }

  /** The characters that the terminal sends for a key; null if it has no such key. */
  public @Nullable String keySequence(Capability key) {
    return KeyMap.key(terminal, key);
  }

  /** Ignores keys without a binding. To be called after all others are bound. */
  public void ignoreUnknownKeys() {
    WheelKeys.bindTo(keyMap(LineReader.MAIN));
    UnknownKeySequences.bindTo(keyMap(LineReader.MAIN));
    reader.setSecretKeys(SecretKeys.of(keyMap(LineReader.MAIN), this::addSecretWidget));
  }

  private void addSecretWidget(String name) {
    addWidget(
        name,
        name.equals(SecretKeys.CANCEL)
            ? reader::cancelAnswer
            : () -> {
              boolean ignored = reader.getBuffer().clear();
              return true;
            });
  }

  private final class ReaderListener implements ChatLineReader.Listener {
    @Override
    public void onKey() {
      onKey.run();
    }

    @Override
    public void onChange() {
      draw.run();
    }

    @Override
    public void onScroll(int rows) {
      onScroll.accept(rows);
    }

    @Override
    public void onClear() {
      resize.run();
    }

    @Override
    public void onResize() {
      lock.update(resize);
    }

    @Override
    public void onContinue() {
      lock.update(
          () -> {
            onContinue.run();
            resize.run();
          });
    }
  }
}
