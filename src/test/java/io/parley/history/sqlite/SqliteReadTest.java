package io.parley.history.sqlite;

import static io.parley.history.TestMessages.append;
import static io.parley.history.TestMessages.appendChats;
import static io.parley.history.TestMessages.chat;
import static io.parley.history.TestMessages.settings;
import static io.parley.history.TestMessages.topic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.history.HistoryException;
import io.parley.history.MessageCount;
import io.parley.history.MessageStoreContract;
import io.parley.history.SearchBudget;
import io.parley.history.StoredMessage;
import io.parley.history.TestMessages;
import io.parley.history.sql.Database;
import io.parley.history.sql.MessageTable;
import io.parley.history.sql.OccupiedReads;
import io.parley.history.sql.SqlDialect;
import io.parley.history.sql.SqlMessageStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.ProgressHandler;

/** Which reads of a SQLite file wait for others, and how long one may take. */
@Timeout(60)
class SqliteReadTest {
  /** Takes hours, and has one row. */
  private static final String ENDLESS =
      "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 1000000000000)"
          + " SELECT count(*) FROM n";

  @TempDir Path folder;
  private SqliteDatabase database;
  private SqlMessageStore store;

  @BeforeEach
  void open() throws Exception {
    open(5);
  }

  private void open(int maxConnections) throws Exception {
    database =
        SqliteDatabase.open(
            folder.resolve("parley.db"),
            settings(
                Map.of(
                    "url",
                    "jdbc:sqlite:" + folder.resolve("parley.db"),
                    "busy-timeout",
                    "100 ms",
                    "max-connections",
                    maxConnections)));
    store = new SqlMessageStore(database, MessageStoreContract.NO_BACKGROUND_INDEXING);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 6, 7})
  void room_starts_while_questions_occupy_all_connections(int maxConnections) throws Exception {
    store.close();
    open(maxConnections);
    append(store, topic("lobby", "doors"));
    appendChats(store, "one", "two");

    try (OccupiedReads questions = OccupiedReads.of(database)) {
      assertEquals(maxConnections - 3, questions.count());
      assertEquals(3, store.recent("lobby", 10).messages().size());
      assertEquals(
          Optional.of("doors"), store.recent("lobby", 1).topic().map(t -> t.content().text()));
      assertEquals(2, store.missed("lobby", 1, 10).size());
    }
  }

  @Test
  void connection_of_a_read_that_outlasts_the_close_is_closed() throws Exception {
    CompletableFuture<Connection> entered = new CompletableFuture<>();
    CountDownLatch released = new CountDownLatch(1);
    Thread reader =
        new Thread(
            () -> {
              try {
                database.read(
                    connection -> {
                      entered.complete(connection.jdbcConnection());
                      return awaitUninterrupted(released);
                    });
              } catch (HistoryException e) {
                entered.completeExceptionally(e);
              }
            });
    reader.start();
    Connection connection = entered.get();

    store.close();
    released.countDown();
    reader.join();

    assertTrue(connection.isClosed());
  }

  private static boolean awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void count_that_takes_too_long_is_an_estimate() throws Exception {
    appendChats(store, Collections.nCopies(5000, "x").toArray(String[]::new));
    assertEquals(new MessageCount(5000, true), store.count(Duration.ofSeconds(30)));

    assertEquals(new MessageCount(5000, false), store.count(Duration.ofNanos(1)));
    assertEquals("about 5,000 messages", store.count(Duration.ofNanos(1)).toString());

    store.importMessages(List.of(new StoredMessage(1L << 52, chat("far"))));
    long estimate = store.count(Duration.ofNanos(1)).messages();
    assertTrue(estimate > 1000 && estimate < 50_000, () -> "a gap is not counted: " + estimate);
  }

  /** The second window begins where the first one ends, so that both have as many messages. */
  @Test
  void query_of_a_search_reads_its_window_only() throws Exception {
    for (int i = 0; i < 100; i++) {
      appendChats(store, Collections.nCopies(1000, "x").toArray(String[]::new));
    }
    CountingDatabase counting = new CountingDatabase(database);
    try (SqlMessageStore counted =
        new SqlMessageStore(counting, MessageStoreContract.NO_BACKGROUND_INDEXING)) {
      counted.search(
          TestMessages.query("before:2000-01-01"), Set.of("lobby"), 1, SearchBudget.UNLIMITED);
    }
    List<Integer> steps = counting.steps;
    assertEquals(2, steps.size());
    assertTrue(steps.get(0) < 1.5 * steps.get(1), steps::toString);
  }

  /** Counts the instructions of each query of a search, in hundreds. */
  private static final class CountingDatabase implements Database {
    private final Database database;
    private final List<Integer> steps = new ArrayList<>();

    CountingDatabase(Database database) {
      this.database = database;
    }

    @Override
    public <T> Optional<T> readWithin(Duration limit, Work<T> work) throws HistoryException {
      AtomicInteger count = new AtomicInteger();
      return Optional.of(
          database.read(
              connection -> {
                ProgressHandler.setHandler(
                    connection.jdbcConnection(),
                    100,
                    new ProgressHandler() {
                      @Override
                      protected int progress() {
                        count.incrementAndGet();
                        return 0;
                      }
                    });
                T result = work.execute(connection);
                ProgressHandler.clearHandler(connection.jdbcConnection());
                steps.add(count.get());
                return result;
              }));
    }

    @Override
    public SqlDialect sqlDialect() {
      return database.sqlDialect();
    }

    @Override
    public <T> T read(Work<T> work) throws HistoryException {
      return database.read(work);
    }

    @Override
    public <T> T readReserved(Work<T> work) throws HistoryException {
      return database.readReserved(work);
    }

    @Override
    public <T> T write(Work<T> work) throws HistoryException {
      return database.write(work);
    }

    @Override
    public <T> T writeSynced(Work<T> work) throws HistoryException {
      return database.writeSynced(work);
    }

    @Override
    public void close() {
      // the test closes it
    }
  }

  @Test
  void statement_that_takes_too_long_is_interrupted() throws Exception {
    assertEquals(
        Optional.empty(),
        database.readWithin(
            Duration.ofMillis(20), connection -> MessageTable.selectLong(connection, ENDLESS)));

    assertEquals(
        Optional.of(7L),
        database.readWithin(
            Duration.ofMinutes(1), connection -> MessageTable.selectLong(connection, "SELECT 7")));
    assertTrue(database.read(connection -> MessageTable.selectLong(connection, "SELECT 1")) == 1);
  }
}
