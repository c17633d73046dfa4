package io.parley.history.sqlite;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSyncTest {
  @TempDir Path folder;

  @Test
  void what_nobody_waited_for_gets_to_the_disk_by_itself() throws Exception {
    Files.createFile(folder.resolve("parley.db-wal"));
    try (SqliteSync sync = sync()) {
      for (int i = 0; i < 3; i++) {
        sync.stored();
        awaitSynced(sync);
      }
    }
  }

  @Test
  void what_cannot_be_synced_stays_behind_until_it_can() throws Exception {
    try (SqliteSync sync = sync()) {
      assertFalse(sync.isBehind());
      sync.stored();
      assertTrue(sync.isBehind());

      sync.storedAndSynced();
      assertFalse(sync.isBehind());

      sync.stored();
      assertTrue(sync.isBehind());
      Files.createFile(folder.resolve("parley.db-wal"));
      awaitSynced(sync);
    }
  }

  /** What is stored is behind at once. */
  private SqliteSync sync() {
    return new SqliteSync(folder.resolve("parley.db"), Duration.ofNanos(1));
  }

  private static void awaitSynced(SqliteSync sync) {
    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> {
          while (sync.isBehind()) {
            Thread.onSpinWait();
          }
        });
  }
}
