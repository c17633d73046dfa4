package io.parley.history.sqlite;

import io.parley.file.FileErrors;
import io.parley.history.HistoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the files of an open database were deleted or replaced. SQLite goes on writing to
 * the file that it has opened, which is gone at the next start, and a new connection opens another
 * file under the same name. While a file is away, the database is not used.
 *
 * <p>The database is compared after each commit, before its messages are shown. All files are
 * compared at most twice a second. A comparison takes a few microseconds.
 */
final class SqliteFileWatch {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteFileWatch.class);

  private static final Duration INTERVAL = Duration.ofMillis(500);

  /**
   * Stands for the key of a file on a file system that has no keys: only its absence is noticed.
   */
  private static final Object NO_KEY = new Object();

  private final Path database;
  private final List<Path> files;
  private final LongSupplier nanoTime;

  /** The keys of the files that SQLite has opened: device and inode number. */
  private final Map<Path, Object> keys = new ConcurrentHashMap<>();

  private volatile Optional<String> error = Optional.empty();
  private volatile long lastCheck;

  /**
   * Remembers the files of a database that is open.
   *
   * @param nanoTime the clock of the interval
   * @throws HistoryException if the database is gone already
   */
  SqliteFileWatch(Path database, LongSupplier nanoTime) throws HistoryException {
    this.database = database;
    this.files = SqliteFiles.all(database);
    this.nanoTime = nanoTime;
    requireChecked(check());
  }

  /**
   * Requires that all files were in place when they were last compared, and compares them if that
   * is long ago.
   *
   * @throws HistoryException if one was deleted or replaced, with advice
   */
  void requireInPlace() throws HistoryException {
    boolean due = nanoTime.getAsLong() - lastCheck >= INTERVAL.toNanos();
    requireChecked(due ? check() : error.isEmpty());
  }

  private void requireChecked(boolean inPlace) throws HistoryException {
    if (!inPlace) {
      throw new HistoryException(error.orElse(database + " is back"));
    }
  }

  /**
   * Compares the database itself, and requires that all files are in place. Called after a commit.
   *
   * @throws HistoryException as {@link #requireInPlace}; the commit may be in a file that is gone
   */
  void requireInPlaceNow() throws HistoryException {
    requireChecked(compare(database).isEmpty() || check());
    requireInPlace();
  }

  /**
   * Compares all files; logs when one is away and when all are back.
   *
   * @return whether all are in place
   */
  synchronized boolean check() {
    Optional<String> found = files.stream().flatMap(file -> compare(file).stream()).findFirst();
    if (found.isPresent() && error.isEmpty()) {
      LOG.error(found.get());
    } else if (found.isEmpty() && error.isPresent()) {
      LOG.info("{} is back.", database);
    }
    error = found;
    lastCheck = nanoTime.getAsLong();
    return found.isEmpty();
  }

  /**
   * Whether another program's log has the name of this database's log. SQLite must neither empty it
   * nor delete it.
   */
  boolean isLogReplaced() {
    Path log = WalFile.pathOf(database);
    return Files.exists(log) && compare(log).isPresent();
  }

  /** What has happened to a file; empty if it is in place, or if SQLite has not created it yet. */
  private Optional<String> compare(Path file) {
    try {
      Object key = keyOf(file);
      return key.equals(Objects.requireNonNullElse(keys.putIfAbsent(file, key), key))
          ? Optional.empty()
          : Optional.of(
              file + " was replaced while it is in use: put the original back, or restart Parley");
    } catch (NoSuchFileException e) {
      return keys.containsKey(file) || file.equals(database)
          ? Optional.of(
              file + " was deleted or moved while it is in use: put it back, or restart Parley")
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of(file + " is out of reach: " + FileErrors.describe(e));
    }
  }

  private static Object keyOf(Path file) throws IOException {
    return Objects.requireNonNullElse(
        Files.readAttributes(file, BasicFileAttributes.class).fileKey(), NO_KEY);
  }
}
