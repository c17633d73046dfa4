package io.parley.history.factory;

import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import io.parley.history.InMemoryMessageStore;
import io.parley.history.MessageStore;
import io.parley.history.postgres.PostgresDatabase;
import io.parley.history.sql.Database;
import io.parley.history.sql.SqlMessageStore;
import io.parley.history.sqlite.SqliteDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Opens the message store that the settings name. */
public final class MessageStoreFactory {
  /**
   * How long a new message waits for more before they are indexed: a larger batch is cheaper. A
   * search reads messages that are not indexed yet.
   */
  private static final Duration INDEX_DELAY = Duration.ofMillis(500);

  private MessageStoreFactory() {}

  /**
   * Whether there is a history; {@link #open} would create it otherwise. One in memory never is.
   *
   * @throws HistoryException if the database server cannot be asked
   */
  public static boolean exists(HistorySettings settings) throws HistoryException {
    Optional<Path> file = settings.file();
    return file.isPresent()
        ? SqliteDatabase.exists(file.get())
        : !settings.isInMemory() && PostgresDatabase.exists(settings);
  }

  /**
   * Opens the store; creates it, or migrates it to the current schema, first if that is needed.
   *
   * @throws HistoryException if the store cannot be used; a damaged file is left as it is
   */
  public static MessageStore open(HistorySettings settings) throws HistoryException {
    return settings.isInMemory()
        ? new InMemoryMessageStore(settings.memoryMessagesPerRoom(), settings.memoryMaxBytes())
        : openSqlStore(settings, INDEX_DELAY);
  }

  public static SqlMessageStore openSqlStore(HistorySettings settings, Duration indexDelay)
      throws HistoryException {
    return new SqlMessageStore(openDatabase(settings), indexDelay);
  }

  /**
   * Opens the database of a history that is not in memory; creates or migrates it first if that is
   * needed.
   */
  public static Database openDatabase(HistorySettings settings) throws HistoryException {
    Optional<Path> file = settings.file();
    return file.isPresent()
        ? SqliteDatabase.open(file.get(), settings)
        : PostgresDatabase.open(settings);
  }
}
