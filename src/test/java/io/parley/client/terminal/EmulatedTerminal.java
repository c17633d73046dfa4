package io.parley.client.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jline.utils.WCWidth;

/**
 * An xterm in memory: accepts the output of a program, and returns the visible text. Thread-safe.
 */
public final class EmulatedTerminal extends OutputStream {
  public static final int COLUMNS = 80;
  public static final int ROWS = 24;

  private static final Pattern STATUS = Pattern.compile(" ([^ ].* )?([0-9]+:)?[#@][^ ]+( \\|.*)?");
  private static final Pattern TIME = Pattern.compile("^\\[[0-9-]{2}:[0-9-]{2}\\] ");
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private int columns = COLUMNS;
  private int rows = ROWS;
  private final XtermEmulator screen = new XtermEmulator(columns, rows);
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE);
  private final StringBuilder written = new StringBuilder();
  private boolean ended;
  private ByteBuffer undecoded = ByteBuffer.allocate(0);

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    ByteBuffer in =
        ByteBuffer.allocate(undecoded.remaining() + length)
            .put(undecoded)
            .put(bytes, offset, length)
            .flip();
    CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
    decoder.decode(in, out, false);
    undecoded = in; // the start of an incomplete character
    write(out.flip().toString());
  }

  private synchronized void write(String text) {
    written.append(text);
    screen.write(toCells(text));
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  /**
   * Waits until these are the last rows that are not empty, without the status line and without
   * their times.
   */
  public void awaitBottom(String... rows) throws InterruptedException {
    List<String> expected = Arrays.stream(rows).map(EmulatedTerminal::inFirstPlane).toList();
    await(expected, () -> lastRows(rows.length).equals(expected));
  }

  /** Changes the size; the program redraws the contents. */
  public synchronized void resize(int newColumns, int newRows) {
    columns = newColumns;
    rows = newRows;
    screen.resize(columns, rows);
  }

  /** Waits until the program has written this text, visible or not. */
  public void awaitWritten(String text) throws InterruptedException {
    await(text, () -> written.indexOf(text) >= 0);
  }

  /** Shows the output of a program until its end. */
  public void readFrom(InputStream output) {
    Thread reader =
        new Thread(
            () -> {
              try {
                output.transferTo(this);
              } catch (IOException e) {
                write("[" + e.getMessage() + "]"); // visible when a test fails
              }
              end();
            },
            "emulated-terminal");
    reader.setDaemon(true);
    reader.start();
  }

  /** Waits for the end of the output. */
  public void awaitEnd() throws InterruptedException {
    await("the end", () -> ended);
  }

  /** All output, visible or not. */
  public synchronized String allOutput() {
    return written.toString();
  }

  /** Waits until the status line starts with this text. */
  public void awaitStatus(String status) throws InterruptedException {
    await(status, () -> rows().stream().anyMatch(row -> (row + " ").startsWith(status)));
  }

  /** Waits until a row, counted from 0 at the top, is this. */
  public void awaitRow(int row, String text) throws InterruptedException {
    await(text, () -> row < rows().size() && rows().get(row).equals(inFirstPlane(text)));
  }

  private List<String> lastRows(int count) {
    List<String> rows =
        rows().stream()
            .filter(row -> !STATUS.matcher(row).matches())
            .map(row -> TIME.matcher(row).replaceFirst(""))
            .toList();
    return rows.subList(Math.max(0, rows.size() - count), rows.size());
  }

  private List<String> rows() {
    long[] cells = screen.cells();
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      StringBuilder line = new StringBuilder();
      Arrays.stream(cells, row * columns, (row + 1) * columns)
          .mapToInt(cell -> (int) cell)
          .filter(c -> c != XtermEmulator.SECOND_HALF)
          .forEach(line::appendCodePoint);
      lines.add(line.toString().stripTrailing());
    }
    while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    return lines;
  }

  /** The emulator supports neither wide characters nor emoji. */
  private static String toCells(String text) {
    StringBuilder cells = new StringBuilder();
    inFirstPlane(text)
        .chars()
        .forEach(
            c -> {
              cells.append((char) c);
              if (WCWidth.wcwidth(c) == 2) {
                cells.append(XtermEmulator.SECOND_HALF);
              }
            });
    return cells.toString();
  }

  private static String inFirstPlane(String text) {
    return text.replaceAll("[\\x{10000}-\\x{10FFFF}]", "＃"); // as wide as an emoji
  }

  private synchronized void await(Object expected, BooleanSupplier there)
      throws InterruptedException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!there.getAsBoolean()) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) {
        throw new AssertionError(
            "expected: " + expected + "\nbut was:\n" + String.join("\n", rows()));
      }
      wait(left);
    }
  }
}
