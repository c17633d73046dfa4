package io.parley.cli.terminal;

import io.parley.client.screen.EchoControl;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** The echo of the terminal of this process, by {@code stty} (POSIX). */
final class SystemEchoControl implements EchoControl {
  private static final File TERMINAL = new File("/dev/tty");
  private static final int TIMEOUT_SECONDS = 5;

  @Override
  public boolean setEcho(boolean on) {
    try {
      Process stty =
          new ProcessBuilder("stty", on ? "echo" : "-echo")
              .redirectInput(TERMINAL)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (stty.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        return stty.exitValue() == 0;
      }
      stty.destroyForcibly();
      return false;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
