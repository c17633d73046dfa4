package io.parley.client.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.client.model.DisplayLine;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

  static final TerminalSettings SETTINGS =
      new TerminalSettings(true, true, 1000, true, Optional.empty(), CLOCK);

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

  /** Shows lines of the chat. */
  void show(String... lines) {
    screen.draw(Stream.of(lines).map(DisplayLine::live).toList());
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
