package io.parley.client.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.model.ClientStatus;
import io.parley.client.model.DisplayLine;
import io.parley.client.model.LineText;
import io.parley.client.model.NumberedWindow;
import io.parley.client.model.ScreenTraits;
import io.parley.client.model.ScreenUpdate;
import io.parley.client.model.WindowName;
import io.parley.client.model.WindowRename;
import io.parley.protocol.RoomName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A screen without a terminal: a test types lines, and reads the shown lines. It records windows
 * and prompts whatever its traits are.
 */
public class FakeScreen implements WindowedScreen {
  public static final int DEADLINE_SECONDS = 120;

  /** The prefix of a line from the history. */
  static final String PAST_PREFIX = "~ ";

  private final ScreenTraits traits;
  private volatile boolean asked;
  private volatile boolean password;
  private volatile Runnable onClose = () -> {};
  private volatile Runnable pageUp = () -> {};
  private volatile Predicate<RoomName> switchRoom = room -> false;
  private volatile String lastPrompt = "";
  private volatile List<NumberedWindow> lastWindows = List.of();
  private volatile List<WindowRename> lastRenames = List.of();
  private final BlockingQueue<Optional<String>> typed = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> shown = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> revisions = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> marks = new LinkedBlockingQueue<>();
  private final CountDownLatch isBound = new CountDownLatch(1);
  private volatile Consumer<Optional<RoomName>> view = window -> {};

  /** Wakes the test that waits for a prompt. */
  private final BlockingQueue<String> prompts = new LinkedBlockingQueue<>();

  public FakeScreen(boolean interactive) {
    this(new ScreenTraits(interactive, false));
  }

  public FakeScreen(ScreenTraits traits) {
    this.traits = traits;
  }

  public static FakeScreen interactive() {
    return new FakeScreen(true);
  }

  public static FakeScreen script() {
    return new FakeScreen(false);
  }

  public FakeScreen type(String... lines) {
    for (String line : lines) {
      typed.add(Optional.of(line));
    }
    return this;
  }

  public FakeScreen endInput() {
    typed.add(Optional.empty());
    return this;
  }

  /** Expects exactly these lines next; a diagnostic begins with {@code parley:}. */
  public void expect(String... lines) {
    for (String line : lines) {
      assertEquals(line, next());
    }
  }

  /** The next line that is shown. */
  public String next() {
    try {
      String line = shown.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
      assertNotNull(line, "no further line was shown");
      return line;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The next line if it is shown within a timeout. */
  public Optional<String> poll(Duration timeout) {
    try {
      return Optional.ofNullable(shown.poll(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The shown lines that the test has not read. */
  public List<String> rest() {
    return List.copyOf(shown);
  }

  @Override
  public Optional<String> readLine() {
    try {
      Optional<String> line = typed.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
      password = asked;
      asked = false;
      return line == null ? Optional.empty() : line;
    } catch (InterruptedException e) {
      return Optional.empty();
    }
  }

  /** Shows the question as a line. */
  @Override
  public void askPassword(String question) {
    asked = true;
    shown.add("? " + question);
  }

  @Override
  public boolean wasPassword() {
    return password;
  }

  @Override
  public void draw(List<DisplayLine> lines) {
    lines.forEach(line -> shown.add(line.isPast() ? PAST_PREFIX + line.text() : line.text()));
  }

  @Override
  public void showDiagnostic(String line) {
    shown.add("parley: " + line);
  }

  @Override
  public void setPrompt(String prompt) {
    lastPrompt = prompt;
    prompts.add(prompt);
  }

  /** The text before the input line. */
  public String lastPrompt() {
    return lastPrompt;
  }

  /** Waits until the text before the input line is this; it changes after the lines are shown. */
  public void expectPrompt(String prompt) {
    try {
      while (!lastPrompt.equals(prompt)) {
        String next = prompts.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(next, () -> "the prompt is " + lastPrompt + " and not " + prompt);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void showRooms(List<NumberedWindow> windows, RoomName current) {
    lastWindows = windows;
  }

  /** The windows that were shown last. */
  public List<RoomName> lastRooms() {
    return lastWindows.stream().map(NumberedWindow::name).toList();
  }

  /** The windows that were shown last, as a person reads them. */
  public List<String> lastLabels() {
    return lastWindows.stream().map(NumberedWindow::label).toList();
  }

  @Override
  public void renameWindows(List<WindowRename> latest) {
    lastRenames = latest;
  }

  /** The renames of windows: the name before and the name after, with a space between. */
  public List<String> lastRenames() {
    return lastRenames.stream()
        .map(rename -> WindowName.title(rename.from()) + " " + WindowName.title(rename.to()))
        .toList();
  }

  @Override
  public void showLinks(int max) {
    draw(List.of(DisplayLine.live("links: " + max)));
  }

  @Override
  public void copy(boolean link, int number) {
    draw(List.of(DisplayLine.live("copy: " + (link ? "link " : "message ") + number)));
  }

  @Override
  public void onPageUp(Runnable older) {
    pageUp = older;
  }

  /** Presses page up. */
  public void pageUp() {
    pageUp.run();
  }

  @Override
  public void reviseMessage(ScreenUpdate.MessageRevised revised) {
    revisions.add(revised.id() + " " + revised.texts().stream().map(LineText::text).toList());
    draw(revised.otherwise());
  }

  /** The lines that replace those of messages, with the id in front. */
  public List<String> revisions() {
    return List.copyOf(revisions);
  }

  @Override
  public void markRead(RoomName room, long id, boolean joined) {
    marks.add(room + " " + id + (joined ? " at the join" : ""));
  }

  /** The next mark that the client shows. */
  public String nextMark() {
    try {
      String mark = marks.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
      assertNotNull(mark, "no further mark");
      return mark;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void onView(Consumer<Optional<RoomName>> action) {
    view = action;
    isBound.countDown();
  }

  /** The newest line of a window is in view, or of none. */
  public void view(Optional<RoomName> newest) {
    try {
      assertTrue(isBound.await(DEADLINE_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    view.accept(newest);
  }

  @Override
  public void onSwitchRoom(Predicate<RoomName> next) {
    switchRoom = next;
  }

  /** Presses the key that selects a room. */
  public boolean switchRoom(RoomName room) {
    return switchRoom.test(room);
  }

  @Override
  public void runAtomically(Runnable action) {
    action.run();
  }

  @Override
  public void clearWindow() {
    // the shown lines stay
  }

  @Override
  public void refresh() {
    // no status line is recorded
  }

  @Override
  public void setStatusSource(Supplier<ClientStatus> status) {
    // no status line is recorded
  }

  @Override
  public void setCompletion(CompletionSource completion) {
    // a test types whole lines
  }

  @Override
  public Optional<WindowedScreen> windowed() {
    return Optional.of(this);
  }

  @Override
  public ScreenTraits traits() {
    return traits;
  }

  @Override
  public void onClose(Runnable action) {
    onClose = action;
  }

  @Override
  public void close() {
    onClose.run();
    endInput();
  }
}
