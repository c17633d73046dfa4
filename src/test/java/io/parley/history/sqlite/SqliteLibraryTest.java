package io.parley.history.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.history.HistoryException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory from which SQLite's library is loaded. */
class SqliteLibraryTest {
  @TempDir Path folder;

  @Test
  void library_is_loaded_from_the_first_directory_that_works() throws Exception {
    Path good = Files.createDirectory(folder.resolve("good"));

    SqliteLibrary.loadFirst(new LinkedHashSet<>(List.of(folder.resolve("none"), good)));

    try (Stream<Path> files = Files.list(good)) {
      assertEquals(List.of(), files.toList(), "the copy is deleted");
    }
  }

  @Test
  void each_directory_that_does_not_work_is_reported_with_its_reason() throws Exception {
    Path missing = folder.resolve("none");
    Path file = Files.createFile(folder.resolve("file"));

    HistoryException failure =
        assertThrows(
            HistoryException.class,
            () -> SqliteLibrary.loadFirst(new LinkedHashSet<>(List.of(missing, file))));

    assertEquals(
        "SQLite's library cannot be loaded from "
            + missing
            + " (no such folder) or "
            + file
            + " (not a directory): set PARLEY_JAVA_OPTS=-Djava.io.tmpdir=DIR to a directory for"
            + " files that are written and executed",
        failure.getMessage());
  }
}
