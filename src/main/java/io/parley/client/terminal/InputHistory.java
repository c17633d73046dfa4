package io.parley.client.terminal;

import io.parley.client.terminal.jline.LineEditor;
import io.parley.file.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The history of typed lines, in a file that only its owner can read: it may contain private
 * messages.
 */
final class InputHistory {
  private static final int MAX_LINES = 1000;

  private InputHistory() {}

  /**
   * Stores typed lines in a file; only in memory if the file cannot be created.
   *
   * @return whether the file has no lines yet
   */
  static boolean enable(LineEditor editor, Path file) {
    editor.setHistorySize(MAX_LINES);
    try {
      OwnerOnlyFiles.createFile(file);
      boolean isUnused = Files.size(file) == 0;
      editor.setHistoryFile(file);
      return isUnused;
    } catch (IOException e) {
      return false; // the client works without the file
    }
  }
}
