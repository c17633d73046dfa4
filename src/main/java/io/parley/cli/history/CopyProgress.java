package io.parley.cli.history;

import io.parley.history.MessageCount;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongConsumer;

/** Shows how many messages are copied, on one line of a terminal. */
public final class CopyProgress implements LongConsumer, AutoCloseable {
  private final PrintWriter terminal;
  private final MessageCount all;
  private boolean shown;

  /**
   * @param all the number of messages to copy
   */
  public CopyProgress(PrintWriter terminal, MessageCount all) {
    this.terminal = terminal;
    this.all = all;
  }

  @Override
  public void accept(long copied) {
    terminal.print("\rparley: " + String.format(Locale.ROOT, "%,d", copied) + " of " + all);
    terminal.flush();
    shown = true;
  }

  /** Ends the line. */
  @Override
  public void close() {
    if (shown) {
      terminal.println();
      terminal.flush();
    }
  }
}
