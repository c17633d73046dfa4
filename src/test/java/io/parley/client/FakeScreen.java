package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.parley.protocol.RoomName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A screen without a terminal: a test types on it, and reads what is shown. */
class FakeScreen implements Screen {
  static final int DEADLINE_SECONDS = 120;

  /** What a line of the past begins with here. */
  static final String DIM = "~ ";

  private final boolean interactive;
  private volatile Runnable pageUp = () -> {};
  private volatile Predicate<RoomName> turn = room -> false;
  private volatile String lastPrompt = "";
  private volatile List<RoomName> lastRooms = List.of();
  private final BlockingQueue<Optional<String>> typed = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> shown = new LinkedBlockingQueue<>();

  FakeScreen(boolean interactive) {
    this.interactive = interactive;
  }

  static FakeScreen ofPerson() {
    return new FakeScreen(true);
  }

  static FakeScreen ofScript() {
    return new FakeScreen(false);
  }

  FakeScreen type(String... lines) {
    for (String line : lines) {
      typed.add(Optional.of(line));
    }
    return this;
  }

  FakeScreen endInput() {
    typed.add(Optional.empty());
    return this;
  }

  /** The next lines that are shown, exactly; a complaint begins with {@code parley:}. */
  void expect(String... lines) {
    for (String line : lines) {
      assertEquals(line, next());
    }
  }

  /** The next line that is shown. */
  String next() {
    try {
      String line = shown.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
      assertNotNull(line, "nothing more was shown");
      return line;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What was shown and not looked at yet. */
  List<String> rest() {
    return List.copyOf(shown);
  }

  @Override
  public Optional<String> readLine() {
    try {
      Optional<String> line = typed.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
      return line == null ? Optional.empty() : line;
    } catch (InterruptedException e) {
      return Optional.empty();
    }
  }

  @Override
  public void draw(List<Line> lines) {
    lines.forEach(line -> shown.add(line.past() ? DIM + line.text() : line.text()));
  }

  @Override
  public void complain(String line) {
    shown.add("parley: " + line);
  }

  @Override
  public void prompt(String prompt) {
    lastPrompt = prompt;
  }

  /** What the person sees before the input line. */
  String lastPrompt() {
    return lastPrompt;
  }

  @Override
  public void place(List<RoomName> rooms, RoomName talking) {
    lastRooms = rooms;
  }

  /** Of which rooms something may be shown. */
  List<RoomName> lastRooms() {
    return lastRooms;
  }

  @Override
  public void onPageUp(Runnable older) {
    pageUp = older;
  }

  /** Presses the key. */
  void pageUp() {
    pageUp.run();
  }

  @Override
  public void onTurn(Predicate<RoomName> next) {
    turn = next;
  }

  /** Presses a key for a room. */
  boolean turn(RoomName room) {
    return turn.test(room);
  }

  @Override
  public boolean isInteractive() {
    return interactive;
  }

  @Override
  public void close() {
    endInput();
  }
}
