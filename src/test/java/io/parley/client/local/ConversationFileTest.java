package io.parley.client.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationFileTest {
  private static final int MAX_BYTES = 64 * 1024;
  private static final Instant NOW = Instant.parse("2026-03-04T12:00:00.123456Z");

  @TempDir Path folder;

  @Test
  void returns_pages_from_the_newest_to_the_oldest() throws Exception {
    ConversationFile file = file();
    for (int i = 0; i < 5; i++) {
      file.append(message(i, "text " + i + "\nsecond line \"quoted\" 😀"));
    }

    List<KeptMessage> newest = file().before(Optional.empty(), 2);
    assertEquals(List.of(text(3), text(4)), newest);
    assertEquals(List.of(text(1), text(2)), file.before(Optional.of(newest.get(0)), 2));
    assertEquals(List.of(text(0)), file.before(Optional.of(text(1)), 2));
    assertEquals(List.of(), file.before(Optional.of(text(0)), 2));
    assertEquals(List.of(), file.before(Optional.of(text(9)), 2)); // removed meanwhile
  }

  @Test
  void missing_file_has_no_messages() throws Exception {
    assertEquals(List.of(), file().before(Optional.empty(), 10));
    assertFalse(Files.exists(path()));
  }

  /** A client that is killed in the middle of a write, at each byte of the last line. */
  @Test
  void file_that_was_cut_at_any_byte_keeps_the_whole_lines() throws Exception {
    file().append(text(0));
    int first = (int) Files.size(path());
    file().append(text(1));
    byte[] whole = Files.readAllBytes(path());
    for (int length = 0; length < whole.length - 1; length++) {
      Files.write(path(), Arrays.copyOf(whole, length));

      file().append(text(2));

      List<KeptMessage> kept = file().before(Optional.empty(), 10);
      assertEquals(
          length < first - 1 ? List.of(text(2)) : List.of(text(0), text(2)), kept, "" + length);
    }
  }

  @Test
  void lines_that_are_no_messages_are_skipped() throws Exception {
    file().append(text(0));
    String valid = Files.readString(path());
    Files.writeString(
        path(),
        "\u0000\n[]\n{}\n{\"from\":17}\n"
            + valid.replace("2026", "later")
            + valid
            + "{\"time\":\"2026-03-04T12:00:00Z\",\"from\":\"a\\u001b[2J\",\"to\":\"b\",\"text\":\"x\\u0007\"}\n");

    List<KeptMessage> kept = file().before(Optional.empty(), 10);

    assertEquals(2, kept.size());
    assertEquals(text(0), kept.get(0));
    assertFalse(kept.get(1).toString().contains("\u001b"));
    assertFalse(kept.get(1).toString().contains("\u0007"));
  }

  @Test
  void older_half_is_removed_when_the_file_is_full() throws Exception {
    String long1000 = "x".repeat(1000);
    int count = 0;
    long before = 0;
    while (!Files.exists(path()) || Files.size(path()) >= before) {
      before = Files.exists(path()) ? Files.size(path()) : 0;
      file().append(message(count++, long1000));
      assertTrue(Files.size(path()) <= MAX_BYTES);
    }

    List<KeptMessage> kept = file().before(Optional.empty(), 1000);
    assertTrue(kept.size() >= 25 && kept.size() <= 32, "" + kept.size());
    assertEquals(message(count - 1, long1000), kept.get(kept.size() - 1));
    assertEquals(message(count - kept.size(), long1000), kept.get(0));
    assertEquals("rw-------", permissions(path()));
  }

  @Test
  void silent_conversations_are_removed_first() throws Exception {
    ConversationFolder conversations =
        new ConversationFolder(folder, new KeepSettings(true, true, true, MAX_BYTES, 3));
    for (String name : List.of("amy", "bob", "chris")) {
      conversations.append(Nickname.sanitize(name), text(0));
      Files.setLastModifiedTime(
          folder.resolve("private/" + name + ".jsonl"), FileTime.fromMillis(name.charAt(0)));
    }
    conversations.append(
        Nickname.sanitize("AMY"), text(1)); // the same file, which is the newest now

    conversations.append(Nickname.sanitize("Zoë"), text(0));

    try (Stream<Path> files = Files.list(folder.resolve("private"))) {
      assertEquals(
          List.of("amy.jsonl", "chris.jsonl", "zo%C3%AB.jsonl"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    assertEquals(
        List.of(text(0), text(1)),
        conversations.before(Nickname.sanitize("amy"), Optional.empty(), 10));
    assertEquals("rwx------", permissions(folder.resolve("private")));
    assertEquals("rw-------", permissions(folder.resolve("private/amy.jsonl")));
  }

  private ConversationFile file() {
    return new ConversationFile(path(), MAX_BYTES);
  }

  private Path path() {
    return folder.resolve("amy.jsonl");
  }

  private static KeptMessage text(int number) {
    return message(number, "text " + number + "\nsecond line \"quoted\" 😀");
  }

  private static KeptMessage message(int second, String text) {
    return new KeptMessage(
        NOW.plusSeconds(second),
        new ServerMessage.PrivateMessage(
            Nickname.sanitize("amy"), Nickname.sanitize("pat"), Text.sanitize(text)));
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
