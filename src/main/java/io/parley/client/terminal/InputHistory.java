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
   * @return whether the file is new
   */
  static boolean enable(LineEditor editor, Path file) {
    editor.setHistorySize(MAX_LINES);
    boolean isNew = Files.notExists(file);
    try {
      OwnerOnlyFiles.createFile(file);
      editor.setHistoryFile(file);
      return isNew;
    } catch (IOException e) {
      return false; // the client works without the file
    }
  }
}
