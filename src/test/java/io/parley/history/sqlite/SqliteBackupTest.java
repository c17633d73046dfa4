package io.parley.history.sqlite;

import static io.parley.history.TestMessages.appendChats;
import static io.parley.history.TestMessages.lobbyTexts;
import static io.parley.history.TestMessages.search;
import static io.parley.history.TestMessages.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.history.HistoryException;
import io.parley.history.factory.MessageStoreFactory;
import io.parley.history.sql.SqlMessageStore;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Backups of a file of SQLite. */
@Timeout(120)
class SqliteBackupTest {
  @TempDir Path folder;

  @Test
  void backup_of_a_closed_history_has_all_messages() throws Exception {
    try (SqlMessageStore store = open("history.db")) {
      appendChats(store, "one", "two");
      store.indexAll();
    }

    assertEquals(2, backup("copy.db", false));

    try (SqlMessageStore copy = open("copy.db")) {
      assertEquals(List.of("one", "two"), lobbyTexts(copy));
      assertEquals(List.of("two"), search(copy, "two"));
      assertEquals(3, appendChats(copy, "three").get(0).id());
    }
  }

  @Test
  void backup_during_writes_is_the_history_of_one_moment() throws Exception {
    try (SqlMessageStore store = open("history.db")) {
      AtomicBoolean ended = new AtomicBoolean();
      CountDownLatch started = new CountDownLatch(20);
      CompletableFuture<Integer> writer =
          CompletableFuture.supplyAsync(
              () -> {
                int written = 0;
                while (!ended.get()) {
                  append(store, written);
                  written++;
                  started.countDown();
                }
                return written;
              });
      started.await();
      long first = backup("first.db", false);
      long second = backup("second.db", false);
      ended.set(true);
      int written = writer.get();

      assertTrue(20 <= first && first <= second && second <= written, first + " " + second);
      assertEquals(numbers(first), texts("first.db"));
      assertEquals(numbers(second), texts("second.db"));
    }
  }

  private static void append(SqlMessageStore store, int number) {
    try {
      appendChats(store, String.valueOf(number));
    } catch (HistoryException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> numbers(long count) {
    return IntStream.range(0, (int) Math.min(count, 1000)).mapToObj(String::valueOf).toList();
  }

  /** The first 1000. */
  private List<String> texts(String file) throws Exception {
    try (SqlMessageStore copy = open(file)) {
      return copy.before("lobby", 1001, 1000).stream().map(m -> m.content().text()).toList();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // it has no such permissions
  void backup_is_accessible_to_its_owner_only() throws Exception {
    open("history.db").close();
    backup("copy.db", false);

    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("copy.db"))));
  }

  @Test
  void existing_file_is_replaced_only_on_demand() throws Exception {
    try (SqlMessageStore store = open("history.db")) {
      appendChats(store, "one");
    }
    Path copy = Files.writeString(folder.resolve("copy.db"), "precious");

    assertEquals(
        "cannot write " + copy + ": a file of that name exists", failure("copy.db", false));
    assertEquals("precious", Files.readString(copy));
    assertEquals(1, backup("copy.db", true));
    assertEquals(List.of("one"), texts("copy.db"));
  }

  @Test
  void history_itself_is_never_replaced() throws Exception {
    open("history.db").close();
    Path same = folder.resolve("history.db");

    assertEquals(same + " belongs to the history itself", failure("history.db", true));
    assertEquals(0, backup("copy.db", false));
  }

  @Test
  void damaged_history_leaves_no_backup() throws Exception {
    try (SqlMessageStore store = open("history.db")) {
      appendChats(
          store, IntStream.range(0, 2000).mapToObj(i -> "text " + i).toArray(String[]::new));
    }
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve("history.db").toFile(), "rw")) {
      file.seek(file.length() / 2 / 4096 * 4096);
      file.write(new byte[4096]);
    }

    String error = failure("copy.db", false);

    assertTrue(error.contains("damaged"), error);
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of("history.db"),
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.endsWith("-shm") && !name.endsWith("-wal"))
              .toList());
    }
  }

  @Test
  void folder_that_does_not_exist_is_reported() throws Exception {
    open("history.db").close();

    assertEquals(
        "cannot write " + folder.resolve("none/copy.db") + ": no such folder",
        failure("none/copy.db", false));
    Files.createDirectory(folder.resolve("dir"));
    assertEquals(
        "cannot write " + folder.resolve("dir") + ": is a directory", failure("dir", true));
  }

  private SqlMessageStore open(String name) throws Exception {
    return MessageStoreFactory.openSqlStore(
        settings(Map.of("url", "jdbc:sqlite:" + folder.resolve(name))), Duration.ofHours(1));
  }

  private long backup(String name, boolean overwrite) throws HistoryException {
    return new SqliteBackup(folder.resolve("history.db"), Duration.ofSeconds(5))
        .writeTo(folder.resolve(name), overwrite);
  }

  private String failure(String name, boolean overwrite) {
    return String.valueOf(
        assertThrows(HistoryException.class, () -> backup(name, overwrite)).getMessage());
  }
}
