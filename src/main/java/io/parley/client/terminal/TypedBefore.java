package io.parley.client.terminal;

import io.parley.client.OwnFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.jline.reader.LineReader;

/**
 * What somebody typed, from run to run, in a file that nobody else can read: there may be private
 * messages in it.
 */
final class TypedBefore {
  /** How many lines are kept. */
  private static final int MOST = 1000;

  private TypedBefore() {}

  /** Keeps what is typed there, if it can be; or else until the end of this run. */
  static void keep(LineReader input, Path file) {
    input.setVariable(LineReader.HISTORY_SIZE, MOST);
    input.setVariable(LineReader.HISTORY_FILE_SIZE, MOST);
    try {
      OwnFiles.make(file);
      input.setVariable(LineReader.HISTORY_FILE, file);
    } catch (IOException e) {
      // A chat without it is better than none.
    }
  }
}
