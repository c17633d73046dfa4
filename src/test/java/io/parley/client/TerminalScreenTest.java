package io.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person at a terminal that is made of two pipes. */
class TerminalScreenTest {
  private static final String CTRL_C = "\u0003";
  private static final String CTRL_D = "\u0004";
  private static final String BACKSPACE = "\u007f";
  private static final String UP = "\u001bOA";

  private final Glass glass = new Glass();
  private PipedOutputStream keyboard;
  private final ExecutorService person = Executors.newCachedThreadPool();
  private TerminalScreen screen;

  @BeforeEach
  void open() throws Exception {
    screen = screenOf("pat");
  }

  @AfterEach
  void close() {
    screen.close();
    person.shutdownNow();
  }

  @Test
  void returns_what_is_typed() throws Exception {
    Future<Optional<String>> line = readLine();
    glass.awaitBottom("pat>");

    type("hello\r");

    assertEquals(Optional.of("hello"), result(line));
    assertTrue(screen.isInteractive());
  }

  @Test
  void shows_what_happens_above_what_is_half_typed() throws Exception {
    Future<Optional<String>> line = readLine();
    type("half a li");
    glass.awaitBottom("pat> half a li");

    screen.show(List.of("leslie: Hi", "*** chris has joined the chat"));
    glass.awaitBottom("leslie: Hi", "*** chris has joined the chat", "pat> half a li");
    screen.complain("mind the gap");
    glass.awaitBottom("*** chris has joined the chat", "parley: mind the gap", "pat> half a li");
    screen.show(List.of());

    type("ne\r");
    assertEquals(Optional.of("half a line"), result(line));
  }

  @Test
  void keeps_a_line_intact_that_is_longer_than_the_terminal_is_wide() throws Exception {
    String longLine = "0123456789".repeat(10);
    Future<Optional<String>> line = readLine();
    type(longLine);
    glass.awaitBottom("pat> " + longLine.substring(0, 75), longLine.substring(75));

    screen.show(List.of("x".repeat(100)));
    glass.awaitBottom(
        "x".repeat(80),
        "x".repeat(20),
        "pat> " + longLine.substring(0, 75),
        longLine.substring(75));

    type("\r");
    assertEquals(Optional.of(longLine), result(line));
  }

  @Test
  void keeps_what_is_typed_intact_whatever_arrives_meanwhile() throws Exception {
    Future<Optional<String>> line = readLine();
    Future<?> others =
        person.submit(
            () -> {
              for (int i = 0; i < 200; i++) {
                screen.show(List.of("leslie: " + i));
              }
            });
    for (char key : "typed in a storm".toCharArray()) {
      type(String.valueOf(key));
    }
    assertEquals(null, others.get(30, TimeUnit.SECONDS));

    glass.awaitBottom("leslie: 198", "leslie: 199", "pat> typed in a storm");
    type("\r");
    assertEquals(Optional.of("typed in a storm"), result(line));
  }

  @Test
  void edits_wide_characters_and_emoji_as_one() throws Exception {
    Future<Optional<String>> line = readLine();
    type("聊天😀");
    glass.awaitBottom("pat> 聊天😀");
    screen.show(List.of("leslie: 你好 👋"));
    glass.awaitBottom("leslie: 你好 👋", "pat> 聊天😀");

    type(BACKSPACE + BACKSPACE + "x");
    glass.awaitBottom("pat> 聊x");
    type("\r");

    assertEquals(Optional.of("聊x"), result(line));
  }

  /** Or else the terminal would echo it wherever the cursor is. */
  @Test
  void shows_what_is_typed_ahead_at_the_prompt_and_nowhere_else() throws Exception {
    type("one\rtwo");
    assertEquals(Optional.of("one"), result(readLine()));
    screen.show(List.of("pat: one"));

    Future<Optional<String>> second = readLine();
    glass.awaitBottom("pat: one", "pat> two");
    type("\r");

    assertEquals(Optional.of("two"), result(second));
  }

  @Test
  void takes_exclamation_marks_backslashes_and_quotes_for_text() throws Exception {
    String text = "wow!! !1 \\o/ it's \"so\\";
    Future<Optional<String>> line = readLine();

    type(text + "\r");

    assertEquals(Optional.of(text), result(line));
  }

  @Test
  void remembers_what_was_typed_before() throws Exception {
    Future<Optional<String>> first = readLine();
    type("once\r");
    assertEquals(Optional.of("once"), result(first));

    screen.show(List.of("pat: once"));
    Future<Optional<String>> second = readLine();
    glass.awaitBottom("pat: once", "pat>");
    type(UP);
    glass.awaitBottom("pat: once", "pat> once");
    type("\r");

    assertEquals(Optional.of("once"), result(second));
  }

  @Test
  void ends_with_ctrl_c_even_if_something_is_typed() throws Exception {
    Future<Optional<String>> line = readLine();
    type("never mind");
    glass.awaitBottom("pat> never mind");

    type(CTRL_C);

    assertEquals(Optional.empty(), result(line));
  }

  @Test
  void ends_with_ctrl_d_on_an_empty_line() throws Exception {
    Future<Optional<String>> line = readLine();
    glass.awaitBottom("pat>");

    type(CTRL_D);

    assertEquals(Optional.empty(), result(line));
  }

  @Test
  void shows_a_nickname_in_the_prompt_as_it_is() throws Exception {
    screen.close();
    screen = screenOf("100%");

    Future<Optional<String>> line = readLine();
    glass.awaitBottom("100%>");
    type("x\r");

    assertEquals(Optional.of("x"), result(line));
  }

  @Test
  void gives_the_terminal_back_while_somebody_reads() throws Exception {
    Future<Optional<String>> line = readLine();
    glass.awaitBottom("pat>");
    glass.awaitWritten(BracketedPaste.ON);

    screen.close();

    assertEquals(Optional.empty(), result(line));
    String everything = glass.everything();
    assertTrue(
        everything.lastIndexOf(BracketedPaste.OFF) > everything.lastIndexOf(BracketedPaste.ON));
    screen.close();
    assertEquals(Optional.empty(), screen.readLine());
  }

  /** The terminal marks what is pasted between these two. */
  private static final class BracketedPaste {
    static final String ON = "\u001b[?2004h";
    static final String OFF = "\u001b[?2004l";
  }

  private TerminalScreen screenOf(String nickname) throws Exception {
    keyboard = new PipedOutputStream();
    return new TerminalScreen(
        TerminalBuilder.builder()
            .system(false)
            .provider("exec") // pure Java: pipes have no device behind them
            .streams(new PipedInputStream(keyboard), glass)
            .type("xterm")
            .encoding(UTF_8)
            .size(new Size(Glass.COLUMNS, Glass.ROWS))
            .build(),
        nickname);
  }

  private Future<Optional<String>> readLine() {
    return person.submit(screen::readLine);
  }

  private static Optional<String> result(Future<Optional<String>> line) throws Exception {
    return line.get(30, TimeUnit.SECONDS);
  }

  private void type(String keys) throws Exception {
    keyboard.write(keys.getBytes(UTF_8));
    keyboard.flush();
  }
}
