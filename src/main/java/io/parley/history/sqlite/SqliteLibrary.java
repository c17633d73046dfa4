package io.parley.history.sqlite;

import io.parley.file.FileErrors;
import io.parley.history.HistoryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Loads the native library of SQLite. The driver copies it from the jar into the temporary
 * directory, and fails with a stack trace if that is full, read-only or mounted with {@code
 * noexec}. This class names directories to the driver until one works.
 */
final class SqliteLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteLibrary.class);

  /** The properties of the driver: its temporary directory, and a library that is not copied. */
  private static final String DIRECTORY_PROPERTY = "org.sqlite.tmpdir";

  private static final String LIBRARY_PROPERTY = "org.sqlite.lib.path";

  private static boolean loaded; // guarded by the class

  private SqliteLibrary() {}

  /**
   * Loads the library unless it is loaded.
   *
   * @param database the database file; its folder may hold the copy
   * @throws HistoryException if no directory works, with the reason of each
   */
  static synchronized void load(Path database) throws HistoryException {
    if (!loaded && System.getProperty(LIBRARY_PROPERTY) == null) { // else the operator's own
      loadFirst(directories(database));
      loaded = true;
    }
  }

  /** The directories for the copy: the driver's, the user's cache, the folder of the database. */
  private static Set<Path> directories(Path database) {
    Set<Path> directories = new LinkedHashSet<>();
    directories.add(
        Path.of(System.getProperty(DIRECTORY_PROPERTY, System.getProperty("java.io.tmpdir"))));
    Path cache =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .filter(path -> path.startsWith("/"))
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
    if (Files.isDirectory(cache)) {
      directories.add(cache);
    }
    directories.add(database.toAbsolutePath().resolveSibling(".").normalize());
    return directories;
  }

  /**
   * Loads the library from a copy in the first of these directories that works. Does nothing if the
   * driver has loaded it already: two copies in one process would share their functions, but not
   * their state.
   *
   * @throws HistoryException if none works
   */
  static void loadFirst(Set<Path> directories) throws HistoryException {
    List<String> failures = new ArrayList<>();
    for (Path directory : directories) {
      Optional<String> failure = loadFrom(directory);
      if (failure.isEmpty()) {
        if (!failures.isEmpty()) {
          LOG.warn(
              "SQLite's library cannot be loaded from {}; it is loaded from {}",
              String.join(" or ", failures),
              directory);
        }
        return;
      }
      failures.add(directory + " (" + failure.get() + ")");
    }
    throw new HistoryException(
        "SQLite's library cannot be loaded from "
            + String.join(" or ", failures)
            + ": set PARLEY_JAVA_OPTS=-Djava.io.tmpdir=DIR to a directory for files that are"
            + " written and executed");
  }

  /** Returns why the directory does not work; empty if the library is loaded. */
  private static Optional<String> loadFrom(Path directory) {
    @Nullable String original = System.getProperty(DIRECTORY_PROPERTY);
    @Nullable Path copies = null;
    try {
      copies = Files.createTempDirectory(directory, "parley-sqlite-");
      System.setProperty(DIRECTORY_PROPERTY, copies.toString());
      return initializeDriver() ? Optional.empty() : Optional.of(reason(copies));
    } catch (IOException e) {
      return Optional.of(FileErrors.describeCreation(e));
    } finally {
      if (original == null) {
        System.clearProperty(DIRECTORY_PROPERTY);
      } else {
        System.setProperty(DIRECTORY_PROPERTY, original);
      }
      delete(copies);
    }
  }

  private static boolean initializeDriver() {
    try {
      return SQLiteJDBCLoader.initialize();
    } catch (Exception e) { // the method declares no other
      LOG.debug("SQLite's library cannot be loaded", e);
      return false;
    }
  }

  /** The driver does not say why it failed, so that this writes the library once more. */
  private static String reason(Path folder) throws IOException {
    String resource =
        LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
    try (InputStream library = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
      if (library == null) {
        return "there is none for this system";
      }
      Files.copy(library, folder.resolve("probe"));
    }
    return "it may not be executed there";
  }

  /** A library that is loaded needs no file. Windows deletes it at the end of the process. */
  private static void delete(@Nullable Path copies) {
    if (copies == null) {
      return;
    }
    try (Stream<Path> files = Files.list(copies)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(copies);
    } catch (IOException e) {
      LOG.debug("{} cannot be deleted", copies, e);
    }
  }
}
