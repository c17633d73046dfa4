package io.parley.cli.terminal;

import io.parley.cli.option.ExitStatus;
import io.parley.client.terminal.ProcessControl;
import java.io.IOException;

/** Ends and suspends this process. */
final class SystemProcessControl implements ProcessControl {
  @Override
  public void quit() {
    System.exit(ExitStatus.INTERRUPTED);
  }

  /** Sends SIGTSTP with a shell, as Java cannot send signals. */
  @Override
  public void suspend() {
    try {
      Process kill =
          new ProcessBuilder("sh", "-c", "kill -TSTP " + ProcessHandle.current().pid()).start();
      int ignored = kill.waitFor();
    } catch (IOException e) {
      // no shell: the process is not suspended
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
