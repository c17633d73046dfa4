package io.parley.history.sqlite;

import io.parley.file.FileErrors;
import io.parley.file.OwnerOnlyFiles;
import io.parley.history.HistoryException;
import java.io.IOException;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The file of a database, its folder, and the two files that SQLite creates beside it: the log and
 * the index of the log. SQLite gives them the permissions of the database.
 */
final class SqliteFiles {
  private SqliteFiles() {}

  /**
   * Creates the folder and an empty file unless they exist, accessible to their owner only: SQLite
   * takes an empty file for a new database. Checks that they can be used.
   *
   * @throws HistoryException with the reason of the system
   */
  static void prepare(Path file) throws HistoryException {
    Path folder = folderOf(file);
    try {
      OwnerOnlyFiles.createFolder(folder);
    } catch (IOException e) {
      throw new HistoryException(
          "the folder of " + file + " cannot be created: " + FileErrors.describeCreation(e), e);
    }
    try {
      OwnerOnlyFiles.createFileIfMissing(file);
    } catch (IOException e) {
      throw new HistoryException(file + " cannot be created: " + FileErrors.describeCreation(e), e);
    }
    Optional<String> error = accessError(file);
    if (error.isPresent()) {
      throw new HistoryException(file + " cannot be read and written: " + error.get());
    }
  }

  /** Why SQLite cannot use the file, one of the files beside it or the folder; empty if it can. */
  static Optional<String> accessError(Path file) {
    try {
      FileErrors.requireAccess(file, AccessMode.READ, AccessMode.WRITE);
    } catch (IOException e) {
      return Optional.of(FileErrors.describe(e));
    }
    Path folder = folderOf(file);
    try {
      // To create and delete the log.
      FileErrors.requireAccess(folder, AccessMode.WRITE, AccessMode.EXECUTE);
    } catch (IOException e) {
      return Optional.of("the folder " + folder + ": " + FileErrors.describe(e));
    }
    for (Path other : all(file)) {
      try {
        if (Files.exists(other)) {
          FileErrors.requireAccess(other, AccessMode.READ, AccessMode.WRITE);
        }
      } catch (IOException e) {
        return Optional.of(other + ": " + FileErrors.describe(e));
      }
    }
    return Optional.empty();
  }

  /** The file, its log and the index of its log. */
  static List<Path> all(Path file) {
    return List.of(file, WalFile.pathOf(file), file.resolveSibling(file.getFileName() + "-shm"));
  }

  private static Path folderOf(Path file) {
    return file.toAbsolutePath().resolveSibling(".").normalize();
  }
}
