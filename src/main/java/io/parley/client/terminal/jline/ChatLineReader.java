package io.parley.client.terminal.jline;

import io.parley.client.terminal.cluster.ClusterColumns;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.MaskingCallback;
import org.jline.reader.Reference;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jspecify.annotations.Nullable;

/**
 * JLine's line reader without its display: it never writes its rows, but tells a {@link Listener}
 * when they have changed. This is the only class that uses the protected members of {@link
 * LineReaderImpl}. They are not part of JLine's API and may change in any release; {@code
 * JLineContractTest} checks what this class expects of them.
 *
 * <p>JLine runs every widget, and {@link #redisplay}, with its lock held. It reads keys without it.
 */
final class ChatLineReader extends LineReaderImpl {

  /** Receives the reader's events, each with the reader's lock held. */
  interface Listener {

    /** A key was pressed; it has not been executed yet. */
    void onKey();

    /** The text, the cursor or the completion list has changed. */
    void onChange();

    /**
     * The wheel of the mouse was turned. {@link #onChange} follows.
     *
     * @param rows the rows to scroll up; negative to scroll down
     */
    void onScroll(int rows);

    /** The user asks for a complete redraw. {@link #onChange} follows. */
    void onClear();

    /** The terminal may have another size. */
    void onResize();

    /** The process continues after it was stopped; the terminal may have another size. */
    void onContinue();
  }

  private static final Binding SELF_INSERT = new Reference(LineReader.SELF_INSERT);

  /** VARIATION SELECTOR-16, which is a mark. */
  private static final int EMOJI_SELECTOR = 0xFE0F;

  /** A number of rows for which JLine neither asks nor scrolls. */
  private static final int ALWAYS_FITS = Integer.MIN_VALUE;

  private final Listener listener;
  private boolean multilinePaste;
  private Predicate<String> isSecret = line -> false;

  /** The question for a password; while there is one, nothing that is typed is shown or kept. */
  private Optional<AttributedString> question = Optional.empty();

  /** Whether the line that was entered last is the answer to the question. */
  private boolean secret;

  private Optional<KeyMap<Binding>> secretKeys = Optional.empty();

  /** Keys that were read after an arrow key, to find out whether it is the wheel. */
  private final Deque<Binding> readAhead = new ArrayDeque<>();

  ChatLineReader(Terminal terminal, Listener listener) {
    super(terminal, "parley", new HashMap<>());
    this.listener = listener;
    setParser(new WordParser());
    setHighlighter(new InputHighlighter());
    setVariable(LineReader.LIST_MAX, 0); // lists every number of candidates without asking
    setVariable(LineReader.SECONDARY_PROMPT_PATTERN, "");
    setOpt(Option.DISABLE_EVENT_EXPANSION); // "!" and "\\" are text in a chat
    setOpt(Option.ERASE_LINE_ON_FINISH); // the server sends the line back
    setOpt(Option.CASE_INSENSITIVE);
    setOpt(Option.HISTORY_IGNORE_SPACE);
    setHistory(new DiscreetHistory());
  }

  /** Keeps neither passwords nor commands with one, in memory as little as in the file. */
  private final class DiscreetHistory extends DefaultHistory {
    @Override
    public void add(Instant time, String line) {
      if (!secret && !isSecret.test(line)) {
        super.add(time, line);
      }
    }
  }

  /** Sets which lines the history does not get. */
  void excludeFromHistory(Predicate<String> lines) {
    isSecret = lines;
  }

  /** Sets the keys while a password is typed. */
  void setSecretKeys(KeyMap<Binding> keys) {
    secretKeys = Optional.of(keys);
  }

  /** Asks for a password from now on, or for no longer. */
  void setQuestion(Optional<AttributedString> next) {
    question = next;
  }

  /** Whether a password is asked for. */
  boolean hasQuestion() {
    return question.isPresent();
  }

  /** Whether the line that was entered last is a password. */
  boolean wasSecret() {
    return secret;
  }

  /** Enters an empty answer. */
  boolean cancelAnswer() {
    buf.clear();
    return acceptLine();
  }

  @Override
  protected boolean acceptLine() {
    secret = question.isPresent();
    return super.acceptLine();
  }

  @Override
  public KeyMap<Binding> getKeys() {
    return question.isPresent() ? secretKeys.orElseGet(super::getKeys) : super.getKeys();
  }

  /** The lock that guards the text and the cursor. JLine holds it while it runs a widget. */
  ReentrantLock lock() {
    return lock;
  }

  /** The prompt and the text, and the completion list or the search below them. */
  AttributedString displayedText() {
    return question.orElseGet(() -> getDisplayedBufferWithPrompts(new ArrayList<>()));
  }

  /** The length of the prompt in {@link #displayedText}. */
  int promptLength() {
    return question.map(AttributedString::length).orElseGet(() -> prompt.length());
  }

  /** The index of the cursor in {@link #displayedText}. */
  int cursorIndex() {
    if (question.isPresent()) {
      return question.get().length();
    }
    AttributedStringBuilder before = new AttributedStringBuilder().tabs(getTabWidth());
    before.append(prompt).append(getHighlighter().highlight(this, buf.upToCursor()));
    return before.length();
  }

  /** Whether a paste has added a line break to the line that was read last. */
  boolean wasMultilinePaste() {
    return multilinePaste;
  }

  @Override
  public String readLine(
      String prompt, @Nullable String rightPrompt, @Nullable MaskingCallback mask, String buffer) {
    multilinePaste = false;
    secret = false;
    return super.readLine(prompt, rightPrompt, mask, buffer);
  }

  @Override
  public Binding readBinding(KeyMap<Binding> keys, @Nullable KeyMap<Binding> local) {
    Binding binding = readKey(keys, local);
    withLock(
        () -> {
          listener.onKey();
          if (searchTerm != null && SELF_INSERT.equals(binding)) {
            // JLine searches backwards from the cursor, and would miss a match at the cursor.
            buf.cursor(buf.length());
          }
        });
    return binding;
  }

  /** Reads the next key; handles the wheel before it. */
  private Binding readKey(KeyMap<Binding> keys, @Nullable KeyMap<Binding> local) {
    while (true) {
      Binding binding =
          readAhead.isEmpty() ? super.readBinding(keys, local) : readAhead.removeFirst();
      int rows =
          WheelKeys.isMouse(binding)
              ? WheelKeys.readReport(bindingReader)
              : arrowsAtOnce(binding, keys, local);
      if (rows != 0) {
        withLock(
            () -> {
              listener.onKey();
              listener.onScroll(rows);
              listener.onChange();
            });
      } else if (!WheelKeys.isMouse(binding)) {
        return binding;
      }
    }
  }

  /**
   * Reads the arrow keys that have arrived together with the first one. If they are too few for a
   * wheel, they are handled one by one.
   *
   * @return the rows to scroll up; negative to scroll down; 0 if the key is not the wheel
   */
  private int arrowsAtOnce(Binding first, KeyMap<Binding> keys, @Nullable KeyMap<Binding> local) {
    int rows = WheelKeys.arrowRows(first);
    if (rows == 0 || !readAhead.isEmpty()) {
      return 0;
    }
    int count = 1;
    boolean isSame = true;
    while (isSame && count < WheelKeys.MAX_ARROWS && WheelKeys.isSequenceWaiting(bindingReader)) {
      Binding next = super.readBinding(keys, local);
      isSame = next.equals(first);
      if (isSame) {
        count++;
      } else {
        readAhead.add(next);
      }
    }
    if (count >= WheelKeys.MIN_ARROWS) {
      return rows * count;
    }
    for (int i = 1; i < count; i++) {
      readAhead.addFirst(first);
    }
    return 0;
  }

  @Override
  protected <T> T doReadBinding(KeyMap<T> keys, KeyMap<T> local) {
    T binding = super.doReadBinding(keys, local);
    while (UnknownKeySequences.isPrefix(binding)) {
      UnknownKeySequences.skip(bindingReader);
      binding = super.doReadBinding(keys, local);
    }
    return binding;
  }

  /** Deletes all lines of the text; JLine would delete only the one with the cursor. */
  @Override
  protected boolean killWholeLine() {
    history.moveToEnd();
    return buf.length() > 0 && killBuffer();
  }

  /** Deletes the text; JLine would also write a line break. */
  @Override
  protected boolean sendBreak() {
    return killWholeLine();
  }

  @Override
  protected boolean backwardChar() {
    return byClusters(super::backwardChar);
  }

  @Override
  protected boolean forwardChar() {
    return byClusters(super::forwardChar);
  }

  @Override
  protected boolean backwardWord() {
    return byClusters(super::backwardWord);
  }

  @Override
  protected boolean forwardWord() {
    return byClusters(super::forwardWord);
  }

  @Override
  protected boolean emacsBackwardWord() {
    return byClusters(super::emacsBackwardWord);
  }

  @Override
  protected boolean emacsForwardWord() {
    return byClusters(super::emacsForwardWord);
  }

  @Override
  protected boolean upLineOrHistory() {
    return byClusters(super::upLineOrHistory);
  }

  @Override
  protected boolean downLineOrHistory() {
    return byClusters(super::downLineOrHistory);
  }

  @Override
  protected boolean upLineOrSearch() {
    return byClusters(super::upLineOrSearch);
  }

  @Override
  protected boolean downLineOrSearch() {
    return byClusters(super::downLineOrSearch);
  }

  @Override
  protected boolean backwardDeleteChar() {
    return byClusters(super::backwardDeleteChar);
  }

  @Override
  protected boolean deleteChar() {
    return byClusters(super::deleteChar);
  }

  @Override
  protected boolean backwardKillWord() {
    return byClusters(super::backwardKillWord);
  }

  @Override
  protected boolean backwardDeleteWord() {
    return byClusters(super::backwardDeleteWord);
  }

  @Override
  protected boolean killWord() {
    return byClusters(super::killWord);
  }

  @Override
  protected boolean deleteWord() {
    return byClusters(super::deleteWord);
  }

  /**
   * In the overwrite mode (Insert), JLine replaces code points; the rest of a cluster goes, too.
   */
  @Override
  public void putString(CharSequence text) {
    ClusterCursor before = ClusterCursor.of(buf);
    super.putString(text);
    if (overTyping) {
      int end = before.cursor() + Character.codePointCount(text, 0, text.length());
      buf.delete(before.after(end) - end);
    }
  }

  /** An accent is part of a word, unless it makes an emoji of the letter before it. */
  @Override
  protected boolean isWord(int c) {
    int type = Character.getType(c);
    boolean isAccent =
        c != EMOJI_SELECTOR
            && (type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK);
    return isAccent || super.isWord(c);
  }

  /** Exchanges the clusters before and after the cursor, as JLine does with code points. */
  @Override
  protected boolean transposeChars() {
    ClusterCursor before = ClusterCursor.of(buf);
    int end = before.isAtEnd() ? buf.length() : before.after(buf.cursor() + 1);
    int middle = before.before(end - 1);
    int start = before.before(middle - 1);
    if (start >= middle || middle >= end) {
      return false;
    }
    String exchanged = buf.substring(middle, end) + buf.substring(start, middle);
    buf.cursor(start);
    buf.delete(end - start);
    buf.write(exchanged);
    return true;
  }

  /**
   * Runs a widget of JLine, which moves over or deletes code points, and completes it to whole
   * clusters: the cursor never stays inside one, and none is deleted in part.
   */
  private boolean byClusters(BooleanSupplier widget) {
    ClusterCursor before = ClusterCursor.of(buf);
    boolean done = widget.getAsBoolean();
    before.complete(buf);
    return done;
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
            listener.onChange();
          }
        });
  }

  @Override
  public boolean clearScreen() {
    withLock(listener::onClear);
    return true;
  }

  /** Takes this object's monitor before the lock; nothing takes them in the other order. */
  @Override
  protected synchronized void handleSignal(Signal signal) {
    withLock(
        () -> {
          size.copy(terminal.getBufferSize());
          if (signal == Signal.CONT) {
            listener.onContinue();
          } else {
            listener.onResize();
          }
        });
  }

  /** Lays the completion list out as a {@link CompletionMenu}, for any number of candidates. */
  @Override
  protected PostResult toColumns(
      List<Object> groups,
      @Nullable Candidate selected,
      String typed,
      Function<String, Integer> width,
      int columns,
      boolean rowsFirst) {
    List<Candidate> all = candidates(groups);
    if (all.isEmpty()) {
      return new PostResult(AttributedString.EMPTY, ALWAYS_FITS, 0, 1);
    }
    CompletionMenu menu =
        new CompletionMenu(all.stream().map(Candidate::displ).toList(), columns, availableRows());
    int index = selected == null ? -1 : all.indexOf(selected);
    AttributedString page = menu.page(index, (i, word) -> styled(word, typed, i == index));
    return new PostResult(page, ALWAYS_FITS, 0, menu.columns());
  }

  /** Half of the terminal, less the rows of the input. */
  private int availableRows() {
    AttributedString input =
        AttributedStringBuilder.append(prompt, getHighlighter().highlight(this, buf.toString()));
    int rows =
        ClusterColumns.split(ClusterColumns.withFlagWidths(input), Math.max(1, size.getColumns()))
            .size();
    return size.getRows() / 2 - rows;
  }

  private AttributedString styled(String word, String typed, boolean selected) {
    AttributedStringBuilder styled = new AttributedStringBuilder();
    if (selected) {
      return styled.styled(getCompletionStyleSelection(false), word).toAttributedString();
    }
    int end = word.regionMatches(true, 0, typed, 0, typed.length()) ? typed.length() : 0;
    return styled
        .styled(getCompletionStyleStarting(false), word.substring(0, end))
        .append(word.substring(end))
        .toAttributedString();
  }

  private static List<Candidate> candidates(List<Object> groups) {
    List<Candidate> all = new ArrayList<>();
    for (Object group : groups) {
      if (group instanceof List<?> list) {
        list.stream().map(Candidate.class::cast).forEach(all::add);
      }
    }
    return all;
  }

  private void withLock(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }
}
