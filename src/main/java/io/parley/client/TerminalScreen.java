package io.parley.client;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jline.keymap.KeyMap;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.Widget;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.InfoCmp;
import org.jspecify.annotations.Nullable;

/** A person at a terminal: an input line at the bottom, what happens above it. */
public final class TerminalScreen implements Screen {
  private static final int GIVE_BACK_SECONDS = 1;

  /** Somebody who waits for a line, and when the terminal is theirs no longer. */
  private record Reading(Thread thread, CountDownLatch over) {}

  private static final String PAGE_UP = "parley-page-up";

  private final Terminal terminal;
  private final LineReader reader;
  private final AttributedStyle past;
  private volatile String prompt;
  private final AtomicReference<@Nullable Reading> reading = new AtomicReference<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Takes over a terminal; {@link #close} gives it back.
   *
   * @param nickname what the prompt says
   */
  public TerminalScreen(Terminal terminal, String nickname) {
    this.terminal = terminal;
    this.prompt = escaped(nickname);
    this.past =
        terminal.getStringCapability(InfoCmp.Capability.enter_dim_mode) == null
            ? AttributedStyle.DEFAULT
            : AttributedStyle.DEFAULT.faint();
    if (terminal.getWidth() <= 0 || terminal.getHeight() <= 0) {
      terminal.setSize(new Size(80, 24)); // a pseudo-terminal that nobody has given a size
    }
    terminal.enterRawMode(); // or else what is typed between two lines is echoed by the system
    this.reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true) // "!" and "\" are text here
            .option(LineReader.Option.ERASE_LINE_ON_FINISH, true) // it comes back from the server
            .build();
  }

  @Override
  public Optional<String> readLine() {
    Reading mine = new Reading(Thread.currentThread(), new CountDownLatch(1));
    reading.set(mine);
    try {
      return closed.get() ? Optional.empty() : Optional.of(reader.readLine(prompt));
    } catch (UserInterruptException | EndOfFileException e) {
      return Optional.empty();
    } finally {
      reading.set(null);
      mine.over().countDown();
    }
  }

  @Override
  public void draw(List<Line> lines) {
    if (!lines.isEmpty()) {
      AttributedStringBuilder all = new AttributedStringBuilder();
      for (Line line : lines) {
        all.append(all.length() == 0 ? "" : "\n");
        all.append(line.text(), line.past() ? past : AttributedStyle.DEFAULT);
      }
      reader.printAbove(all.toAttributedString());
    }
  }

  @Override
  public void complain(String line) {
    reader.printAbove("parley: " + line);
  }

  @Override
  public void prompt(String next) {
    prompt = escaped(next);
    if (reader instanceof LineReaderImpl shown) {
      shown.setPrompt(prompt); // seen when the line is drawn next
    }
  }

  private static String escaped(String prompt) {
    return prompt.replace("%", "%%") + "> "; // the reader knows signs that begin with %
  }

  @Override
  public void onPageUp(Runnable older) {
    String key = KeyMap.key(terminal, InfoCmp.Capability.key_ppage);
    if (key != null) {
      Widget turn =
          () -> {
            older.run();
            return true;
          };
      reader.getWidgets().put(PAGE_UP, turn);
      requireNonNull(reader.getKeyMaps().get(LineReader.MAIN)).bind(new Reference(PAGE_UP), key);
    }
  }

  @Override
  public boolean isInteractive() {
    return true;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      stopReading();
      try {
        terminal.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * The reader switches modes of the terminal while it reads, and switches them back when it is
   * interrupted.
   */
  private void stopReading() {
    Reading other = reading.get();
    if (other != null && other.thread() != Thread.currentThread()) {
      other.thread().interrupt();
      try {
        boolean ignored = other.over().await(GIVE_BACK_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
