package io.parley.client.terminal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
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
      make(file);
      input.setVariable(LineReader.HISTORY_FILE, file);
    } catch (IOException | UnsupportedOperationException e) {
      // A chat without it is better than none.
    }
  }

  private static void make(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder, permissions(file, "rwx------"));
    }
    try {
      Files.createFile(file, permissions(file, "rw-------"));
    } catch (FileAlreadyExistsException e) {
      // from an earlier run
    }
  }

  /** None where there are no such permissions: there the folder belongs to one person. */
  private static FileAttribute<?>[] permissions(Path file, String permissions) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
