package io.parley.client.terminal.jline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.terminal.EmulatedTerminal;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.MaskingCallback;
import org.jline.reader.Reference;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The expectations of {@link ChatLineReader} and {@link TerminalDisplay} about the protected
 * members of JLine's classes. If one of these tests fails after an upgrade of JLine, the member it
 * names behaves differently: adapt the class that its message names, then raise the version in
 * {@code pom.xml}.
 */
class JLineContractTest {
  private static final int DEADLINE_SECONDS = 120;
  private static final String CTRL_G = "\u0007";
  private static final String CTRL_L = "\f";
  private static final String CTRL_R = "\u0012";
  private static final String CTRL_U = "\u0015";
  private static final String ALT_ENTER = "\u001b\r";
  private static final String PASTE_BEGIN = "\u001b[200~";
  private static final String PASTE_END = "\u001b[201~";
  private static final String PROBE_KEY = "\u001bp";

  /** An event, and whether the thread that reported it held the reader's lock. */
  private record Event(String name, boolean locked, String text) {}

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final EmulatedTerminal output = new EmulatedTerminal();
  private final PipedOutputStream keyboard = new PipedOutputStream();
  private Terminal terminal;
  private ChatLineReader reader;

  @BeforeEach
  void createReader() throws Exception {
    terminal =
        TerminalBuilder.builder()
            .system(false)
            .provider("exec")
            .streams(new PipedInputStream(keyboard), output)
            .type("xterm")
            .encoding(UTF_8)
            .size(new Size(EmulatedTerminal.COLUMNS, EmulatedTerminal.ROWS))
            .build();
    Attributes ignored = terminal.enterRawMode(); // keys typed before the read are not echoed
    reader = new ChatLineReader(terminal, new RecordingListener());
    KeyMap<Binding> keys = reader.getKeyMaps().get(LineReader.MAIN);
    keys.bind(new Reference(LineReader.SELF_INSERT_UNMETA), ALT_ENTER, "\u001b\n");
    keys.bind(new Reference("probe"), PROBE_KEY);
    reader
        .getWidgets()
        .put(
            "probe",
            () -> {
              report("probe");
              return true;
            });
    UnknownKeySequences.bindTo(keys);
  }

  @AfterEach
  void closeTerminal() throws IOException {
    terminal.close();
  }

  @Test
  void redisplay_is_called_with_lock_for_every_key_and_nothing_is_drawn() throws Exception {
    CompletableFuture<String> line = read();
    type("abc");
    Event event = awaitText("onChange", "abc");
    type("\r");

    assertEquals("abc", result(line));
    assertTrue(event.locked(), contract("redisplay(boolean) is called with the lock", "redisplay"));
    assertFalse(
        output.allOutput().contains("abc"),
        contract("redisplay(boolean) is the only method that draws", "redisplay"));
  }

  @Test
  void read_binding_is_called_without_lock_and_widgets_run_with_it() throws Exception {
    CompletableFuture<String> line = read();
    awaitText("onChange", "");

    assertTrue(
        reader.lock().tryLock(DEADLINE_SECONDS, TimeUnit.SECONDS),
        contract("readBinding(KeyMap, KeyMap) waits for a key without the lock", "readBinding"));
    reader.lock().unlock();
    type(PROBE_KEY);
    Event widget = await("probe");
    type("\r");

    assertEquals("", result(line));
    assertTrue(widget.locked(), contract("widgets run with the lock", "class comment"));
  }

  @Test
  void reader_is_reading_during_read_line_only() throws Exception {
    assertFalse(reader.isReading(), contract("isReading() is false before readLine", "LineEditor"));
    CompletableFuture<String> line = read();
    awaitText("onChange", "");
    assertTrue(reader.isReading(), contract("isReading() is true during readLine", "LineEditor"));
    type("\r");

    assertEquals("", result(line));
    assertFalse(reader.isReading(), contract("isReading() is false after readLine", "LineEditor"));
  }

  @Test
  void displayed_buffer_starts_with_prompt_and_text() throws Exception {
    CompletableFuture<String> line = read();
    type("one" + ALT_ENTER + "two");
    Event event = awaitText("onChange", "one\ntwo");
    type("\r");

    assertEquals("one\ntwo", result(line));
    assertEquals(
        "pat> one\ntwo [5, 12]",
        event.text(),
        contract("getDisplayedBufferWithPrompts(List) is prompt and text", "displayedText"));
  }

  @Test
  void to_columns_lays_out_any_number_of_candidates_without_a_question() throws Exception {
    reader.setCompleter(
        (lineReader, parsed, candidates) ->
            IntStream.range(0, 500)
                .mapToObj(i -> new Candidate(String.format("member%03d", i)))
                .forEach(candidates::add));
    CompletableFuture<String> line = read();
    type("m\t");
    Event event = awaitText("onChange", "and 440 more");
    type("\u0003");

    assertTrue(
        line.handle((text, failure) -> failure != null).get(DEADLINE_SECONDS, TimeUnit.SECONDS));
    assertTrue(
        event.text().contains("member000   member010"),
        contract("toColumns(List, ...) lays out the completion list", "toColumns"));
    assertFalse(
        output.allOutput().contains("500"),
        contract("LIST_MAX 0 lists candidates without asking", "constructor"));
  }

  @Test
  void do_read_binding_reads_every_key() throws Exception {
    CompletableFuture<String> line = read();
    type("a\u001b[33~b\r");

    assertEquals(
        "ab", result(line), contract("doReadBinding(KeyMap, KeyMap) reads keys", "doReadBinding"));
  }

  @Test
  void begin_paste_is_called_for_bracketed_paste() throws Exception {
    CompletableFuture<String> first = read();
    type(PASTE_BEGIN + "one\rtwo" + PASTE_END + "\r");
    assertEquals("one\ntwo", result(first));
    assertTrue(
        reader.wasMultilinePaste(),
        contract("beginPaste() inserts pasted text with its line breaks", "beginPaste"));

    CompletableFuture<String> second = read();
    type("three\r");
    assertEquals("three", result(second));
    assertFalse(
        reader.wasMultilinePaste(),
        contract("all reads call readLine(String, String, MaskingCallback, String)", "readLine"));
  }

  @Test
  void search_keeps_its_term_in_search_term() throws Exception {
    CompletableFuture<String> first = read();
    type("on once\r");
    assertEquals("on once", result(first));
    CompletableFuture<String> second = read();
    type(CTRL_R + "on");
    Event event = awaitText("onChange", "bck-i-search: on_");
    type(" once\r");

    assertEquals(
        "on once", result(second), contract("searchTerm is set during a search", "readBinding"));
    assertTrue(event.text().startsWith("pat> on once"), event.text());
  }

  @Test
  void ctrl_u_calls_kill_whole_line_and_ctrl_g_send_break() throws Exception {
    CompletableFuture<String> line = read();
    type("one" + ALT_ENTER + "two" + CTRL_U + "three" + CTRL_G + "four\r");

    assertEquals(
        "four",
        result(line),
        contract("the widgets call killWholeLine() and sendBreak()", "killWholeLine"));
  }

  @Test
  void ctrl_l_calls_clear_screen_then_redisplay() throws Exception {
    CompletableFuture<String> line = read();
    type("one");
    awaitText("onChange", "one");
    type(CTRL_L);
    Event clear = await("onClear");
    awaitText("onChange", "one");
    type("\r");

    assertEquals("one", result(line));
    assertTrue(clear.locked(), contract("clearScreen() is called with the lock", "clearScreen"));
  }

  @Test
  void signals_call_handle_signal_while_a_line_is_read() throws Exception {
    CompletableFuture<String> line = read();
    awaitText("onChange", "");
    terminal.raise(Signal.WINCH);
    assertTrue(
        await("onResize").locked(), contract("handleSignal(Signal) gets WINCH", "handleSignal"));
    terminal.raise(Signal.CONT);
    assertTrue(
        await("onContinue").locked(), contract("handleSignal(Signal) gets CONT", "handleSignal"));
    type("\r");

    assertEquals("", result(line));
  }

  @Test
  void display_remembers_rows_and_moves_the_cursor_with_its_own_method() {
    ProbeDisplay display = new ProbeDisplay(terminal);
    display.resize(3, 10);
    display.clear();
    List<AttributedString> rows = rows("one", "two", "");
    display.update(rows, new Size(10, 3).cursorPos(1, 2), true);

    assertEquals(
        rows,
        display.rows(),
        contract("Display.oldLines are the rows of update", "TerminalDisplay"));
    assertTrue(
        display.isCursorAt(1, 2),
        contract("Display.cursorPos counts columns1 per row", "TerminalDisplay"));
    int moves = display.moves();
    display.update(rows("one", "too", ""), new Size(10, 3).cursorPos(1, 2), true);
    assertTrue(
        display.moves() > moves,
        contract("Display moves with moveVisualCursorTo(int)", "TerminalDisplay"));
    assertFalse(
        display.isResetPending(),
        contract("Display.reset is false after update", "TerminalDisplay"));
    display.clear();
    assertTrue(
        display.isResetPending(), contract("Display.reset is true after clear", "TerminalDisplay"));
  }

  private static List<AttributedString> rows(String... rows) {
    return List.of(rows).stream().map(AttributedString::new).toList();
  }

  /** The message of a test that fails. */
  private static String contract(String expectation, String user) {
    return "JLine breaks this contract: "
        + expectation
        + ". See ChatLineReader/TerminalDisplay: "
        + user;
  }

  private CompletableFuture<String> read() {
    CompletableFuture<String> line = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                line.complete(reader.readLine("pat> ", null, (MaskingCallback) null, ""));
              } catch (RuntimeException e) {
                line.completeExceptionally(e);
              }
            },
            "contract-reader");
    thread.setDaemon(true);
    thread.start();
    return line;
  }

  private static String result(CompletableFuture<String> line) {
    return assertDoesNotThrow(() -> line.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
  }

  private void type(String keys) throws IOException {
    keyboard.write(keys.getBytes(UTF_8));
    keyboard.flush();
  }

  private Event await(String name) throws InterruptedException {
    return awaitText(name, "");
  }

  /** Waits for an event that was reported while the displayed text contained {@code part}. */
  private Event awaitText(String name, String part) throws InterruptedException {
    while (true) {
      Event event = events.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
      assertTrue(event != null, contract(name + " is reported", "Listener"));
      if (event.name().equals(name) && event.text().contains(part)) {
        return event;
      }
    }
  }

  private void report(String name) {
    boolean locked = reader.lock().isHeldByCurrentThread();
    String text =
        reader.displayedText() + " [" + reader.promptLength() + ", " + reader.cursorIndex() + "]";
    events.add(new Event(name, locked, text));
  }

  private final class RecordingListener implements ChatLineReader.Listener {
    @Override
    public void onKey() {
      report("onKey");
    }

    @Override
    public void onChange() {
      report("onChange");
    }

    @Override
    public void onScroll(int rows) {
      report("onScroll " + rows);
    }

    @Override
    public void onClear() {
      report("onClear");
    }

    @Override
    public void onResize() {
      report("onResize");
    }

    @Override
    public void onContinue() {
      report("onContinue");
    }
  }

  /** Makes the protected members visible that {@link TerminalDisplay} uses. */
  private static final class ProbeDisplay extends org.jline.utils.Display {
    private int moves;

    ProbeDisplay(Terminal terminal) {
      super(terminal, true);
    }

    @Override
    protected int moveVisualCursorTo(int cursor) {
      moves++;
      return super.moveVisualCursorTo(cursor);
    }

    private List<AttributedString> rows() {
      return List.copyOf(oldLines);
    }

    private boolean isCursorAt(int row, int column) {
      return cursorPos == row * columns1 + column;
    }

    private boolean isResetPending() {
      return reset;
    }

    private int moves() {
      return moves;
    }
  }
}
