package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.access.AuditEntry;
import io.parley.access.RoomStore;
import io.parley.access.sql.RoomStoreFactory;
import io.parley.history.TestMessages;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code parley audit} on a file of SQLite that a server has open. */
class AuditCommandTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  @TempDir Path folder;
  private String url = "";

  @BeforeEach
  void nameFile() {
    url = "jdbc:sqlite:" + folder.resolve("parley.db");
  }

  @Test
  void prints_the_newest_last_of_one_room_or_all() throws Exception {
    try (RoomStore store = RoomStoreFactory.open(TestMessages.settings(Map.of("url", url)))) {
      store.save(Optional.empty(), entry("kick", Optional.of("tea"), "bob", "too loud"));
      store.save(Optional.empty(), entry("kill", Optional.empty(), "eve", "\u001b[2Jspam\nrosa"));

      List<String> all = audit().out();
      assertEquals(2, all.size());
      assertTrue(all.get(0).endsWith(" amy kick bob in tea (too loud)"), all::toString);
      assertTrue(
          all.get(1).matches("2026-01-3[01] .* amy kill eve \\([^\\p{Cntrl}]*\\)"), all::toString);
      assertEquals(
          List.of(
              "{\"time\":\"2026-01-31T12:00:00Z\",\"by\":\"amy\",\"act\":\"kick\",\"room\":\"tea\","
                  + "\"target\":\"bob\",\"detail\":\"too loud\"}"),
          audit("--room", "#TEA", "--limit", "1", "--format", "json").out());
      assertEquals(1, audit("--limit", "1").out().size());
    }
  }

  @Test
  void wrong_limit_and_missing_history_are_errors() {
    assertEquals(1, audit().status());
    assertEquals(2, audit("--limit", "0").status());
    assertEquals(2, audit("--format", "xml").status());
  }

  private CommandLineRun audit(String... arguments) {
    List<String> words = new ArrayList<>(List.of("audit"));
    words.addAll(List.of(arguments));
    words.addAll(List.of("-Dparley.history.url=" + url));
    return CommandLineRun.run(words.toArray(new String[0]));
  }

  private static AuditEntry entry(String act, Optional<String> room, String target, String detail) {
    return new AuditEntry(
        NOON,
        Nickname.sanitize("amy"),
        OptionalLong.of(1),
        act,
        room.map(RoomName::new),
        Optional.of(target),
        Optional.of(detail));
  }
}
