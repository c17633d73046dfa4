package io.parley.history.sqlite;

import static io.parley.history.MessageChangesContract.NO_BACKGROUND_INDEXING;
import static io.parley.history.TestMessages.append;
import static io.parley.history.TestMessages.chat;
import static io.parley.history.TestMessages.search;
import static io.parley.history.TestMessages.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.history.HistoryException;
import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import io.parley.history.factory.MessageStoreFactory;
import io.parley.history.sql.SqlMessageStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A text that was deleted or replaced is in no file of the database any more. */
@Timeout(120)
class DeletedTextsTest {
  private static final Instant LATER = Instant.parse("2026-02-01T00:00:00Z");
  private static final int WORD_LENGTH = 14;

  /** The part of a word that is looked for: the index has words without what they share. */
  private static final int FROM = 4;

  private static final int TO = 12;

  @TempDir Path folder;

  private final Random random = new Random(20260131);
  private final Map<Long, String> words = new TreeMap<>();
  private final Set<String> deleted = new HashSet<>();
  private SqlMessageStore store;

  @BeforeEach
  void open() throws Exception {
    store =
        MessageStoreFactory.openSqlStore(
            settings(Map.of("url", "jdbc:sqlite:" + folder.resolve("parley.db"))),
            NO_BACKGROUND_INDEXING);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private String newWord() {
    StringBuilder word = new StringBuilder();
    random.ints(WORD_LENGTH, 'a', 'z' + 1).forEach(letter -> word.append((char) letter));
    return word.toString();
  }

  /** Every message has a word that no other has, and some are long. */
  private void write(int messages) throws HistoryException {
    List<NewMessage> batch = new ArrayList<>();
    List<String> batchWords = new ArrayList<>();
    for (int i = 1; i <= messages; i++) {
      String word = newWord();
      batchWords.add(word);
      String rest = " filler".repeat(i % 50 == 0 ? 1500 : random.nextInt(20));
      batch.add(chat("many say " + word + rest + " " + word));
      if (batch.size() == 100 || i == messages) {
        for (StoredMessage stored : append(store, batch.toArray(new NewMessage[0]))) {
          words.put(stored.id(), batchWords.remove(0));
        }
        batch.clear();
      }
    }
  }

  private void delete(int of) throws HistoryException {
    List<Long> ids = words.keySet().stream().filter(id -> id % of == 0).toList();
    assertEquals(ids, store.delete("lobby", ids, "amy"));
    ids.forEach(id -> deleted.add(words.remove(id)));
  }

  private void edit(int of) throws HistoryException {
    for (long id : words.keySet().stream().filter(id -> id % of == 0).toList()) {
      deleted.add(words.get(id));
      words.put(id, newWord());
      assertTrue(store.edit("lobby", id, "now " + words.get(id), LATER).isPresent());
    }
  }

  private void assertErased() throws Exception {
    Set<String> parts = new HashSet<>();
    deleted.forEach(word -> parts.add(word.substring(FROM, TO)));
    assertFalse(parts.isEmpty());
    String files = contents();
    Set<String> left = new HashSet<>();
    for (int i = 0; i + TO - FROM <= files.length(); i++) {
      String part = files.substring(i, i + TO - FROM);
      if (parts.contains(part)) {
        left.add(part);
      }
    }
    assertEquals(Set.of(), left);
    String sample = words.values().iterator().next().substring(FROM, TO);
    assertTrue(files.contains(sample), "the files have other words");
  }

  private String contents() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        all.writeBytes(Files.readAllBytes(file));
      }
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  private void assertFound() throws Exception {
    int i = 0;
    for (String word : words.values()) {
      if (i++ % 20 == 0) {
        assertEquals(1, search(store, word).size());
      }
    }
    for (String word : deleted.stream().limit(50).toList()) {
      assertEquals(List.of(), search(store, word));
    }
  }

  @Test
  void texts_are_erased_while_the_store_is_open() throws Exception {
    write(3000);
    store.indexAll();
    write(200); // not indexed when they are deleted
    delete(10);
    edit(9);
    assertTrue(contents().contains(deleted.iterator().next()), "erased later");

    assertTrue(store.eraseAll());

    assertErased();
    assertFound();
    store.indexAll();
    assertErased();
    assertFound();
  }

  @Test
  void texts_are_erased_by_an_orderly_end() throws Exception {
    write(2000);
    store.indexAll();
    delete(7);
    edit(5);
    assertEquals(
        50, store.purge("lobby", "ann", OptionalLong.empty(), Instant.EPOCH, "amy", 50).size());
    words.keySet().stream()
        .sorted(java.util.Comparator.reverseOrder())
        .limit(50)
        .toList()
        .forEach(id -> deleted.add(words.remove(id)));

    store.close();

    assertErased();
    open();
    assertFound();
  }

  @Test
  void texts_are_erased_from_an_index_in_one_piece() throws Exception {
    write(1000);
    store.indexAll();
    delete(100);
    assertTrue(store.eraseAll());
    delete(3);
    write(100);
    store.indexAll(); // new parts beside the one

    assertTrue(store.eraseAll());

    assertErased();
    assertFound();
  }

  @Test
  void nearly_all_texts_are_erased() throws Exception {
    for (int i = 0; i < 5; i++) {
      write(600);
      store.indexAll();
      delete(2);
      edit(3);
      delete(3);
    }

    assertTrue(store.eraseAll());

    assertErased();
    assertFound();
  }

  @Test
  void erasure_waits_for_a_reader_of_the_old_state() throws Exception {
    write(100);
    store.indexAll();
    try (Connection reader =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("parley.db"));
        Statement statement = reader.createStatement()) {
      statement.execute("BEGIN");
      statement.executeQuery("SELECT count(*) FROM message").close();
      delete(2);
      assertFalse(store.eraseAll());
      write(10); // nobody else waits
      statement.execute("COMMIT");
    }

    assertTrue(store.eraseAll());

    assertErased();
  }

  @Test
  void interrupted_erasure_is_continued_by_the_next_process() throws Exception {
    write(1000);
    store.indexAll();
    delete(2);
    Path copy = Files.createDirectories(folder.resolveSibling(folder.getFileName() + "-killed"));
    for (String name : List.of("parley.db", "parley.db-wal")) {
      Files.copy(folder.resolve(name), copy.resolve(name)); // the files after a kill
    }
    store.close();
    folder = copy;
    open();

    assertTrue(store.eraseAll());

    assertErased();
    assertFound();
  }
}
