package io.parley.history;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The URLs that name a history, and what they mean. */
public final class HistoryUrl {
  /** The URLs that are supported, for an error. */
  public static final String SUPPORTED =
      "sqlite, jdbc:sqlite:FILE, jdbc:postgresql://HOST:PORT/DATABASE or none";

  /** The same without the one in memory. */
  public static final String STORED =
      "sqlite, jdbc:sqlite:FILE or jdbc:postgresql://HOST:PORT/DATABASE";

  private static final String NONE = "none";
  private static final String DEFAULT_FILE = "sqlite";
  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final Path DEFAULT_FOLDER = Path.of("data");
  private static final Path FILE_NAME = Path.of("parley.db");

  private HistoryUrl() {}

  /** Whether a URL is one of {@link #SUPPORTED}. */
  public static boolean isSupported(String url) {
    if (url.startsWith(SQLITE)) {
      return isFileName(url.substring(SQLITE.length()));
    }
    return url.equals(NONE)
        || url.equals(DEFAULT_FILE)
        || (url.startsWith(POSTGRESQL) && PostgresUrl.parse(url).isPresent());
  }

  /** Whether a URL is one of {@link #STORED}. */
  public static boolean isStored(String url) {
    return isSupported(url) && !isInMemory(url);
  }

  /** Excludes SQLite's URIs and databases in memory: each connection would get its own database. */
  private static boolean isFileName(String name) {
    try {
      return !name.isBlank()
          && !name.startsWith(":")
          && !name.startsWith("file:")
          && name.indexOf('?') < 0
          && Path.of(name).getFileName() != null;
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * Returns the URL with the path of a SQLite file below the data folder.
   *
   * @param dataFolder the folder that the operator has named; if empty, {@code sqlite} is in {@code
   *     data}, and another file is relative to the current folder, as it was before there was a
   *     setting for the folder
   */
  static String resolve(String url, Optional<Path> dataFolder) {
    if (url.equals(DEFAULT_FILE)) {
      return SQLITE + dataFolder.orElse(DEFAULT_FOLDER).resolve(FILE_NAME);
    }
    return file(url)
        .flatMap(file -> dataFolder.map(folder -> SQLITE + folder.resolve(file)))
        .orElse(url);
  }

  /** Whether messages are lost when the server ends. */
  static boolean isInMemory(String url) {
    return url.equals(NONE);
  }

  /** The file of a SQLite history. */
  static Optional<Path> file(String url) {
    return url.startsWith(SQLITE)
        ? Optional.of(Path.of(url.substring(SQLITE.length())))
        : Optional.empty();
  }

  /**
   * Says where a history is: the absolute path of a SQLite file, or host, port and database of a
   * PostgreSQL server, never its user or password.
   */
  static String describe(String url) {
    return file(url)
        .map(file -> file.toAbsolutePath().normalize().toString())
        .or(
            () ->
                PostgresUrl.parse(url)
                    .map(shown -> POSTGRESQL + "//" + shown.hostAndPort() + "/" + shown.database()))
        .orElse("memory");
  }
}
