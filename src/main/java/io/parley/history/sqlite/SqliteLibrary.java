package io.parley.history.sqlite;

import io.parley.file.FileErrors;
import io.parley.history.HistoryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Loads the native library of SQLite. The driver copies it from the jar into the temporary
 * directory, and fails with a stack trace if that is full, read-only or mounted with {@code
 * noexec}. This class copies it into the first directory that works, and tells the driver where it
 * is.
 */
final class SqliteLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteLibrary.class);

  /** The properties of the driver: the directory and the name of a library that is not copied. */
  private static final String PATH_PROPERTY = "org.sqlite.lib.path";

  private static final String NAME_PROPERTY = "org.sqlite.lib.name";

  private static boolean loaded; // guarded by the class

  private SqliteLibrary() {}

  /**
   * Loads the library unless it is loaded.
   *
   * @param database the database file; its folder may hold the copy
   * @throws HistoryException if no directory works, with the reason of each
   */
  static synchronized void load(Path database) throws HistoryException {
    if (!loaded) {
      loadFirst(directories(database));
      loaded = true;
    }
  }

  /** The directories for the copy: the driver's, the user's cache, the folder of the database. */
  private static Set<Path> directories(Path database) {
    Set<Path> directories = new LinkedHashSet<>();
    directories.add(
        Path.of(System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"))));
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
   * Loads the library from a copy in the first of these directories that works.
   *
   * @throws HistoryException if none works
   */
  static void loadFirst(Set<Path> directories) throws HistoryException {
    String resource =
        LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
    if (System.getProperty(PATH_PROPERTY) != null
        || SQLiteJDBCLoader.class.getResource(resource) == null) {
      initializeDriver(); // the operator's own library
      return;
    }
    List<String> failures = new ArrayList<>();
    for (Path directory : directories) {
      Optional<String> failure = loadFrom(directory, resource);
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
  private static Optional<String> loadFrom(Path directory, String resource)
      throws HistoryException {
    @Nullable Path copy = null;
    try {
      copy = Files.createTempFile(directory, "parley-", LibraryLoaderUtil.getNativeLibName());
      try (InputStream library = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
        Files.copy(library, copy, StandardCopyOption.REPLACE_EXISTING);
      }
      System.load(copy.toAbsolutePath().toString());
      System.setProperty(PATH_PROPERTY, copy.toAbsolutePath().resolveSibling(".").toString());
      System.setProperty(NAME_PROPERTY, String.valueOf(copy.getFileName()));
      initializeDriver();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(FileErrors.describeCreation(e));
    } catch (UnsatisfiedLinkError e) {
      return Optional.of("it cannot be executed there: " + reasonOf(e));
    } finally {
      System.clearProperty(PATH_PROPERTY);
      System.clearProperty(NAME_PROPERTY);
      delete(copy);
    }
  }

  private static void initializeDriver() throws HistoryException {
    try {
      SQLiteJDBCLoader.initialize();
    } catch (Exception e) { // the method declares no other
      throw new HistoryException("SQLite's library cannot be loaded: " + e.getMessage(), e);
    }
  }

  /** The loader of the system names the file before each part of its message. */
  private static String reasonOf(UnsatisfiedLinkError failure) {
    String message = String.valueOf(failure.getMessage());
    return message
        .substring(message.lastIndexOf(": /") < 0 ? 0 : message.lastIndexOf(": /") + 2)
        .replaceFirst("^/\\S+: ", "");
  }

  /** A library that is loaded needs no file. Windows deletes it at the end of the process. */
  private static void delete(@Nullable Path copy) {
    try {
      if (copy != null) {
        Files.deleteIfExists(copy);
      }
    } catch (IOException e) {
      copy.toFile().deleteOnExit();
    }
  }
}
