package io.parley.history.sqlite;

import static io.parley.history.TestMessages.appendChats;
import static io.parley.history.TestMessages.lobbyTexts;
import static io.parley.history.TestMessages.settings;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import io.parley.history.TestMessages;
import io.parley.history.sql.SqlMessageStore;
import io.parley.history.sqlite.BackgroundSync.DiskSync;
import io.parley.history.sqlite.BackgroundSync.LogRewrite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The messages and the next id after a power failure. At each sync the disk of these tests copies
 * the file and its log. A simulated power failure restores the last copy.
 */
@Timeout(60)
class PowerFailureTest {
  private static final Duration LAG = Duration.ofMillis(200);

  @TempDir Path folder;

  private final AtomicLong clock = new AtomicLong();
  private final RecordingDisk disk = new RecordingDisk();

  private static final class Image {
    private final byte[] file;
    private final byte[] log;

    Image(byte[] file, byte[] log) {
      this.file = file;
      this.log = log;
    }
  }

  /**
   * Copies the file at each sync. A test can block syncs or let them fail. As Linux does, it takes
   * the pages of a failed sync for written: later copies of the log have zeros in their place,
   * until the log is written again.
   */
  private final class RecordingDisk implements DiskSync {
    private final Semaphore permits = new Semaphore(Integer.MAX_VALUE);
    private final Semaphore begun = new Semaphore(0);
    private volatile boolean broken;
    private final Semaphore failed = new Semaphore(0);
    private int syncedBytes; // of the log; this and the next are used by the syncing thread
    private int lostBytes; // the end of those that failed syncs should have written; 0 for none
    private volatile Image image = new Image(new byte[0], new byte[0]);

    @Override
    public void sync() throws IOException {
      begun.release();
      permits.acquireUninterruptibly();
      permits.release();
      if (broken) {
        lostBytes = (int) Files.size(WalFile.pathOf(file()));
        failed.release();
        throw new IOException("no such disk");
      }
      // An open read transaction prevents a restart of the log. So pages that a checkpoint writes
      // during the copy of the file are still in the copy of the log, which is made later.
      try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + file());
          Statement statement = reader.createStatement()) {
        statement.execute("BEGIN");
        statement.execute("SELECT count(*) FROM sqlite_schema");
        byte[] copy = Files.readAllBytes(file());
        byte[] log = Files.readAllBytes(WalFile.pathOf(file()));
        if (lostBytes > 0) {
          Arrays.fill(log, syncedBytes, lostBytes, (byte) 0);
        }
        syncedBytes = log.length;
        image = new Image(copy, log);
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void rewrite() throws IOException {
      new WalFile(file()).rewrite();
      lostBytes = 0;
    }

    /** Blocks syncs until {@link #release}. */
    void hold() {
      permits.drainPermits();
    }

    void release() {
      permits.release(Integer.MAX_VALUE);
    }
  }

  @Test
  void messages_are_shown_before_they_are_synced_and_lost_without_reuse_of_ids() throws Exception {
    try (SqlMessageStore store = open(LAG)) {
      appendChats(store, "synced");
      awaitSynced("synced");
      disk.hold();
      List<StoredMessage> shown = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        shown.addAll(appendChats(store, "shown " + i));
        clock.addAndGet(LAG.toNanos() / 10);
      }
      long last = shown.get(shown.size() - 1).id();

      Path crashed = powerFailure();
      disk.release();

      try (SqlMessageStore recovered = reopen(crashed)) {
        assertEquals(List.of("synced"), lobbyTexts(recovered));
        long next = appendChats(recovered, "next").get(0).id();
        assertTrue(next > last, () -> next + " follows " + last);
      }
      try (SqlMessageStore second = reopen(crashed)) {
        assertEquals(
            appendChats(second, "one").get(0).id() + 1, appendChats(second, "two").get(0).id());
        assertEquals(List.of("synced", "next", "one", "two"), lobbyTexts(second));
      }
    }
  }

  @Test
  void ids_of_a_second_block_are_not_assigned_again() throws Exception {
    try (SqlMessageStore store = open(Duration.ofSeconds(1))) {
      List<NewMessage> batch = Collections.nCopies(9_999, TestMessages.chat("x"));
      long last = 0;
      for (int i = 0; i < 12; i++) {
        last = store.append(UUID.randomUUID(), batch).get(batch.size() - 1).id();
        assertEquals((i + 1L) * batch.size(), last);
        if (i % 3 == 0) { // the copy of a sync may be older than the last append
          assertContinuesAbove(last);
        }
      }
      assertContinuesAbove(last);
    }
  }

  private void assertContinuesAbove(long last) throws Exception {
    try (SqlMessageStore recovered = reopen(powerFailure())) {
      long next = appendChats(recovered, "next").get(0).id();
      assertTrue(next > last, () -> next + " follows " + last);
    }
  }

  @Test
  void append_waits_once_the_oldest_unsynced_message_is_older_than_the_lag() throws Exception {
    try (SqlMessageStore store = open(LAG)) {
      appendChats(store, "synced");
      awaitSynced("synced");
      disk.broken = true;

      appendChats(store, "young");
      clock.addAndGet(LAG.toNanos() - 1);
      appendChats(store, "just in time");
      clock.addAndGet(1);
      UUID token = UUID.randomUUID();
      List<NewMessage> late = List.of(TestMessages.chat("late"));
      for (int i = 0; i < 2; i++) {
        assertEquals(
            file() + " cannot be synced to the disk: no such disk",
            assertThrows(HistoryException.class, () -> store.append(token, late)).getMessage());
      }
      try (SqlMessageStore recovered = reopen(powerFailure())) {
        assertEquals(List.of("synced"), lobbyTexts(recovered));
      }

      disk.broken = false;
      List<StoredMessage> stored = awaitAppend(store, token, late);

      assertEquals(4, stored.get(0).id());
      assertEquals(List.of("synced", "young", "just in time", "late"), lobbyTexts(store));
    }
  }

  @Test
  void messages_of_a_failed_sync_are_on_the_disk_after_the_next_one() throws Exception {
    try (SqlMessageStore store = open(LAG)) {
      appendChats(store, "synced");
      awaitSynced("synced");
      disk.broken = true;
      appendChats(store, "during the failure");
      assertTrue(disk.failed.tryAcquire(30, TimeUnit.SECONDS));

      disk.broken = false;
      appendChats(store, "after the failure");

      awaitSynced("synced", "during the failure", "after the failure");
    }
  }

  @Test
  void log_is_written_again_after_a_failed_sync_of_another_connection() throws Exception {
    AtomicInteger rewrites = new AtomicInteger();
    try (BackgroundSync sync =
        new BackgroundSync(file(), new IdleDisk(), rewrites::incrementAndGet, clock::get)) {
      sync.awaitShowable(sync.onCommitted(), Duration.ZERO);
      assertEquals(0, rewrites.get());

      sync.onLogSyncFailed();
      sync.awaitShowable(sync.onCommitted(), Duration.ZERO);

      assertEquals(1, rewrites.get());
      assertTrue(sync.isLogIntact());
    }
  }

  @Test
  void log_is_not_intact_until_it_is_written_again() throws Exception {
    Semaphore started = new Semaphore(0);
    Semaphore permitted = new Semaphore(0);
    LogRewrite slow =
        () -> {
          started.release();
          permitted.acquireUninterruptibly();
        };
    try (BackgroundSync sync = new BackgroundSync(file(), new IdleDisk(), slow, clock::get)) {
      assertTrue(sync.isLogIntact());
      sync.onLogSyncFailed();
      assertTrue(started.tryAcquire(30, TimeUnit.SECONDS));
      assertFalse(sync.isLogIntact());

      permitted.release();
      sync.awaitShowable(sync.onCommitted(), Duration.ZERO);

      assertTrue(sync.isLogIntact());
    }
  }

  @Test
  void rewrite_leaves_the_log_as_it_is() throws Exception {
    try (SqlMessageStore store = open(Duration.ofSeconds(1))) {
      List<NewMessage> batch = Collections.nCopies(9_999, TestMessages.chat("x"));
      store.append(UUID.randomUUID(), batch);
      store.append(UUID.randomUUID(), batch);
      disk.hold();
      byte[] log = Files.readAllBytes(WalFile.pathOf(file()));
      assertTrue(log.length > 1 << 20, () -> log.length + " bytes");

      new WalFile(file()).rewrite();

      assertArrayEquals(log, Files.readAllBytes(WalFile.pathOf(file())));
      disk.release();
    }
  }

  /** Syncs at once. */
  private static final class IdleDisk implements DiskSync {
    @Override
    public void sync() {
      // Nothing to write.
    }

    @Override
    public void rewrite() {
      throw new AssertionError("the test has its own");
    }
  }

  @Test
  void every_shown_message_is_on_the_disk_without_a_lag() throws Exception {
    try (SqlMessageStore store = open(Duration.ZERO)) {
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        texts.add("message " + i);
        appendChats(store, "message " + i);

        try (SqlMessageStore recovered = reopen(powerFailure())) {
          assertEquals(texts, lobbyTexts(recovered));
        }
      }
    }
  }

  @Test
  void next_sync_starts_when_the_last_one_ends() throws Exception {
    try (SqlMessageStore store = open(LAG)) {
      appendChats(store, "first");
      awaitSynced("first");
      disk.begun.drainPermits();
      disk.hold();
      appendChats(store, "second");
      assertTrue(disk.begun.tryAcquire(30, TimeUnit.SECONDS));
      appendChats(store, "third");
      disk.release();
      assertTrue(disk.begun.tryAcquire(30, TimeUnit.SECONDS));

      awaitSynced("first", "second", "third");
    }
  }

  @Test
  void ids_continue_without_a_gap_after_close() throws Exception {
    for (int id = 1; id <= 3; id++) {
      try (SqlMessageStore store = open(LAG)) {
        assertEquals(id, appendChats(store, "x").get(0).id());
      }
    }
  }

  @Test
  void a_process_that_only_reads_skips_no_ids() throws Exception {
    try (SqlMessageStore store = open(LAG)) {
      appendChats(store, "one");
      reopen(file()).close();
      assertEquals(2, appendChats(store, "two").get(0).id());
    }
  }

  @Test
  void two_processes_that_append_to_one_file_assign_different_ids() throws Exception {
    try (SqlMessageStore store = open(LAG)) {
      long first = appendChats(store, "one").get(0).id();
      long other;
      try (SqlMessageStore second = reopen(file())) {
        other = appendChats(second, "other").get(0).id();
        assertTrue(other > first);
        assertEquals(other + 1, appendChats(store, "two").get(0).id());
      }
      assertEquals(other + 2, appendChats(store, "three").get(0).id());
    }
  }

  @Test
  void close_syncs_what_was_not_synced() throws Exception {
    try (SqlMessageStore store = open(LAG)) {
      appendChats(store, "first", "last");
    }
    try (SqlMessageStore recovered = reopen(powerFailure())) {
      assertEquals(List.of("first", "last"), lobbyTexts(recovered));
      assertEquals(3, appendChats(recovered, "next").get(0).id());
    }
  }

  private SqlMessageStore open(Duration lag) throws Exception {
    return new SqlMessageStore(
        SqliteDatabase.open(file(), settingsOf(file(), lag), disk, clock::get),
        Duration.ofHours(1));
  }

  private static SqlMessageStore reopen(Path file) throws Exception {
    return new SqlMessageStore(
        SqliteDatabase.open(file, settingsOf(file, Duration.ZERO)), Duration.ofHours(1));
  }

  private static HistorySettings settingsOf(Path file, Duration lag) throws Exception {
    return settings(Map.of("url", "jdbc:sqlite:" + file, "sync-lag", lag.toMillis() + " ms"));
  }

  /** Returns a copy of the file as of the last sync. */
  private Path powerFailure() throws IOException {
    Path crashed = Files.createTempDirectory(folder, "crashed").resolve("parley.db");
    Image image = disk.image;
    Files.write(crashed, image.file);
    Files.write(WalFile.pathOf(crashed), image.log);
    return crashed;
  }

  private Path file() {
    return folder.resolve("parley.db");
  }

  private void awaitSynced(String... texts) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    List<String> found = List.of();
    while (!found.equals(List.of(texts)) && System.nanoTime() < deadline) {
      try (SqlMessageStore recovered = reopen(powerFailure())) {
        found = lobbyTexts(recovered);
      }
    }
    assertEquals(List.of(texts), found);
  }

  private static List<StoredMessage> awaitAppend(
      SqlMessageStore store, UUID token, List<NewMessage> messages) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      try {
        return store.append(token, messages);
      } catch (HistoryException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
      }
    }
  }
}
