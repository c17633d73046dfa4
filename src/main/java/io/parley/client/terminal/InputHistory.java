package io.parley.client.terminal;

import java.io.IOException;
import java.nio.file.Path;
import org.jline.reader.LineReader;

/**
 * What somebody typed, from run to run, in a file that nobody else can read: there may be private
 * messages in it.
 */
final class InputHistory {
  /** How many lines are kept. */
  private static final int MAX_LINES = 1000;

  private InputHistory() {}

  /** Keeps what is typed there, if it can be; or else until the end of this run. */
  static void enable(LineReader input, Path file) {
    input.setVariable(LineReader.HISTORY_SIZE, MAX_LINES);
    input.setVariable(LineReader.HISTORY_FILE_SIZE, MAX_LINES);
    try {
      OwnerOnlyFiles.createFile(file);
      input.setVariable(LineReader.HISTORY_FILE, file);
    } catch (IOException e) {
      // A chat without it is better than none.
    }
  }
}
