package io.parley.cli.terminal;

import io.parley.client.terminal.ProcessControl;
import java.io.IOException;

/** This program, as the system sees it. */
final class SystemProcessControl implements ProcessControl {
  /** What a shell has for Ctrl-C. */
  private static final int EXIT_INTERRUPTED = 130;

  @Override
  public void quit() {
    System.exit(EXIT_INTERRUPTED);
  }

  /** Java cannot send a signal; a shell can. The system passes over it where there is no other. */
  @Override
  public void suspend() {
    try {
      Process kill =
          new ProcessBuilder("sh", "-c", "kill -TSTP " + ProcessHandle.current().pid()).start();
      int ignored = kill.waitFor();
    } catch (IOException e) {
      // then it goes on
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
