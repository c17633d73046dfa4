package io.parley.history;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Chooses the store that the settings name. */
final class Stores {
  /**
   * How long what is said may gather before it is indexed: together is cheaper, and what is not
   * indexed yet is found by reading it.
   */
  private static final Duration GATHER = Duration.ofMillis(500);

  private Stores() {}

  static HistoryStore open(HistorySettings settings) throws HistoryException {
    return settings.inMemory()
        ? new MemoryStore(settings.memoryTail(), settings.memorySize())
        : openSql(settings, GATHER);
  }

  static SqlStore openSql(HistorySettings settings, Duration gather) throws HistoryException {
    Optional<Path> file = settings.file();
    Database database =
        file.isPresent()
            ? SqliteDatabase.open(file.get(), settings)
            : PostgresDatabase.open(settings);
    return new SqlStore(database, gather);
  }
}
