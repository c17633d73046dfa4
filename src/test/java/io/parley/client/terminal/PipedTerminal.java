package io.parley.client.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.NumberedWindow;
import io.parley.protocol.RoomName;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** A terminal screen with a pipe as keyboard and an emulated terminal as output. */
final class PipedTerminal implements AutoCloseable {
  private final EmulatedTerminal output = new EmulatedTerminal();
  private final PipedOutputStream keyboard = new PipedOutputStream();
  private final AtomicInteger quits = new AtomicInteger();
  private final List<String> writtenAtSuspend = new CopyOnWriteArrayList<>();
  private final ProcessControl process =
      new ProcessControl() {
        @Override
        public void quit() {
          int ignored = quits.incrementAndGet();
        }

        @Override
        public void suspend() {
          writtenAtSuspend.add(output.allOutput());
        }
      };
  private final Terminal terminal;
  private final TerminalScreen screen;

  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T12:00:00Z"), ZoneOffset.UTC);

  static final TerminalSettings SETTINGS = settings(CLOCK);

  /** The settings with another clock. */
  static TerminalSettings settings(Clock clock) {
    return new TerminalSettings(true, true, 1000, true, true, true, false, Optional.empty(), clock);
  }

  /** The settings with a file for the input history. */
  static TerminalSettings settings(Path historyFile) {
    return new TerminalSettings(
        true, true, 1000, true, true, true, false, Optional.of(historyFile), CLOCK);
  }

  PipedTerminal(String nickname) {
    this(nickname, SETTINGS);
  }

  PipedTerminal(String nickname, TerminalSettings settings) {
    this(nickname, settings, "xterm");
  }

  /** A terminal of a type that JLine has built in. */
  PipedTerminal(String nickname, TerminalSettings settings, String type) {
    try {
      terminal =
          TerminalBuilder.builder()
              .system(false)
              .provider("exec") // pure Java: there is no device
              .streams(new PipedInputStream(keyboard), output)
              .type(type)
              .encoding(UTF_8)
              .size(new Size(EmulatedTerminal.COLUMNS, EmulatedTerminal.ROWS))
              .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    screen = new TerminalScreen(terminal, nickname, settings, process);
  }

  EmulatedTerminal output() {
    return output;
  }

  TerminalScreen screen() {
    return screen;
  }

  /** Windows that are numbered in their order. */
  static List<NumberedWindow> windows(RoomName... names) {
    return IntStream.range(0, names.length)
        .mapToObj(i -> new NumberedWindow(i + 1, names[i]))
        .toList();
  }

  /** Shows lines of the chat. */
  void show(String... lines) {
    screen.draw(Stream.of(lines).map(DisplayLine::live).toList());
  }

  /** Changes the size of the terminal. */
  void resize(int columns, int rows) {
    output.resize(columns, rows);
    terminal.setSize(new Size(columns, rows));
    terminal.raise(Terminal.Signal.WINCH);
  }

  /** Raises a signal of the terminal. */
  void raise(Terminal.Signal signal) {
    terminal.raise(signal);
  }

  /** The modes of the terminal. */
  Attributes attributes() {
    return terminal.getAttributes();
  }

  /** How often the process was asked to end. */
  int quitCount() {
    return quits.get();
  }

  /** The output at each suspend. */
  List<String> writtenAtSuspend() {
    return writtenAtSuspend;
  }

  void type(String keys) throws IOException {
    keyboard.write(keys.getBytes(UTF_8));
    keyboard.flush();
  }

  /** Waits until the empty line is being read: between two reads a key is a signal. */
  void awaitReading() throws Exception {
    type("x");
    output.awaitBottom("pat> x");
    type("\u007f");
    output.awaitBottom("pat>");
  }

  /** Starts to read a line. */
  PendingLine readLine() {
    CompletableFuture<Optional<String>> line = new CompletableFuture<>();
    Thread reader = new Thread(() -> line.complete(screen.readLine()), "reader");
    reader.setDaemon(true);
    reader.start();
    return new PendingLine(line);
  }

  @Override
  public void close() {
    screen.close();
  }

  /** A line that is being read. */
  record PendingLine(CompletableFuture<Optional<String>> future) {

    Optional<String> result() throws Exception {
      return future.get(120, TimeUnit.SECONDS);
    }
  }
}
