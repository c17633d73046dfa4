package io.parley.client.terminal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.LineReader;
import org.jline.reader.MaskingCallback;
import org.jline.reader.Reference;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The line that is typed: JLine's editor, whose rows somebody else draws together with the rest.
 * Everything that is drawn is guarded by its lock, as what is typed is.
 */
final class LineEditor extends CompletionListReader {

  private static final Binding SELF_INSERT = new Reference(LineReader.SELF_INSERT);

  /** How long somebody who waits is given to wake up, and how often. */
  private static final Duration YIELD_PAUSE = Duration.ofNanos(100_000);

  private static final int MAX_YIELDS = 50;

  private final Runnable draw;
  private final Runnable resizeView;
  private Runnable onKey = () -> {};
  private Runnable onContinue = () -> {};
  private boolean multilinePaste;

  /** How many changes are under way, one within the other. */
  private int updateDepth;

  /**
   * An editor.
   *
   * @param draw draws everything, this too; called with the lock
   * @param resized takes in the new size of the terminal; called with the lock
   */
  LineEditor(Terminal terminal, Runnable draw, Runnable resized) {
    super(terminal);
    this.draw = draw;
    this.resizeView = resized;
    setParser(new WordParser());
    setHighlighter(new InputHighlighter());
    setVariable(LineReader.SECONDARY_PROMPT_PATTERN, "");
    setOpt(Option.DISABLE_EVENT_EXPANSION); // "!" and "\\" are text here
    setOpt(Option.ERASE_LINE_ON_FINISH); // it comes back from the server
    setOpt(Option.CASE_INSENSITIVE);
    setOpt(Option.HISTORY_IGNORE_SPACE);
  }

  /** What to do with each key that is pressed, before what it means. */
  void onKey(Runnable next) {
    onKey = next;
  }

  /** What to do when this program goes on that was stopped. */
  void onContinue(Runnable next) {
    onContinue = next;
  }

  /**
   * Changes something that is drawn, and draws it when all of it is changed. May be called from any
   * thread.
   */
  void update(Runnable what) {
    withLock(
        () -> {
          updateDepth++;
          try {
            what.run();
          } finally {
            updateDepth--;
          }
          if (updateDepth == 0) {
            draw.run();
          }
        });
  }

  /** Does something that shows nothing, or not yet, while nobody draws. May wait for who does. */
  void withLock(Runnable what) {
    lock.lock();
    try {
      what.run();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets whoever waits for the lock have it first: between two turns of one thread they would not
   * get it. For who does much in many turns.
   */
  void yieldLock() {
    for (int i = 0; i < MAX_YIELDS && lock.hasQueuedThreads(); i++) {
      LockSupport.parkNanos(YIELD_PAUSE.toNanos());
    }
  }

  /**
   * Does something that nothing is drawn after, when nobody draws; even if somebody does, after so
   * long: a terminal that is stopped may stop them for ever.
   */
  void runLast(Duration patience, Runnable what) {
    boolean alone = false;
    try {
      alone = lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      what.run();
    } finally {
      if (alone) {
        lock.unlock();
      }
    }
  }

  /**
   * What to draw; nothing but the prompt while no line is typed.
   *
   * @param ordered whether what is read from right to left is to be put in order
   */
  InputRows inputRows(AttributedString idlePrompt, int columns, boolean ordered) {
    if (!reading) {
      int length = idlePrompt.length();
      return InputRows.layOut(idlePrompt, length, length, columns, ordered);
    }
    AttributedStringBuilder before = new AttributedStringBuilder().tabs(getTabWidth());
    before.append(prompt).append(getHighlighter().highlight(this, buf.upToCursor()));
    AttributedString all = getDisplayedBufferWithPrompts(new ArrayList<>());
    return InputRows.layOut(all, prompt.length(), before.length(), columns, ordered);
  }

  /** Whether lines were pasted into the one that was read last. */
  boolean wasMultilinePaste() {
    return multilinePaste;
  }

  /** What is typed by now. */
  String typedText() {
    return buf.toString();
  }

  /** Types this at the cursor. */
  void insertText(String text) {
    buf.write(text);
  }

  /** Takes away what is typed. */
  String takeText() {
    String typed = buf.toString();
    buf.clear();
    return typed;
  }

  /** The terminal has another size, maybe. */
  void onResize(Signal signal) {
    update(resizeView);
  }

  @Override
  public String readLine(
      String prompt, @Nullable String rightPrompt, @Nullable MaskingCallback mask, String buffer) {
    multilinePaste = false;
    return super.readLine(prompt, rightPrompt, mask, buffer);
  }

  @Override
  public Binding readBinding(KeyMap<Binding> keys, @Nullable KeyMap<Binding> local) {
    Binding binding = super.readBinding(keys, local);
    withLock(
        () -> {
          onKey.run();
          if (searchTerm != null && SELF_INSERT.equals(binding)) {
            // The editor looks for a longer term before the cursor, which is where the shorter was.
            buf.cursor(buf.length());
          }
        });
    return binding;
  }

  /** What comes of a key that is not known is nothing, wherever it is pressed. */
  @Override
  protected <T> T doReadBinding(KeyMap<T> keys, KeyMap<T> local) {
    T binding = super.doReadBinding(keys, local);
    while (UnknownKeySequences.isPrefix(binding)) {
      UnknownKeySequences.skip(bindingReader);
      binding = super.doReadBinding(keys, local);
    }
    return binding;
  }

  /** All of its rows, not only the one with the cursor. */
  @Override
  protected boolean killWholeLine() {
    history.moveToEnd();
    return buf.length() > 0 && killBuffer();
  }

  /** The editor would go to a row of its own. */
  @Override
  protected boolean sendBreak() {
    return killWholeLine();
  }

  @Override
  public boolean beginPaste() {
    long before = lineBreakCount();
    boolean done = super.beginPaste();
    multilinePaste |= lineBreakCount() > before;
    return done;
  }

  private long lineBreakCount() {
    return buf.toString().chars().filter(c -> c == '\n').count();
  }

  @Override
  protected void redisplay(boolean flush) {
    withLock(
        () -> {
          if (skipRedisplay) {
            skipRedisplay = false;
          } else {
            draw.run();
          }
        });
  }

  @Override
  public boolean clearScreen() {
    withLock(resizeView);
    return true;
  }

  @Override
  protected synchronized void handleSignal(Signal signal) {
    update(
        () -> {
          if (signal == Signal.CONT) {
            onContinue.run();
          }
          size.copy(terminal.getBufferSize());
          resizeView.run();
        });
  }
}
