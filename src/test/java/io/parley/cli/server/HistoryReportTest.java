package io.parley.cli.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.history.HistorySettings;
import io.parley.history.InMemoryMessageStore;
import io.parley.history.MessageStore;
import io.parley.history.TestMessages;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a start says about its history. */
class HistoryReportTest {
  private final MessageStore store = new InMemoryMessageStore(10, 10_000);

  @Test
  void existing_history_is_named_with_its_messages() throws Exception {
    TestMessages.appendChats(store, "one", "two");

    assertEquals(
        List.of("history in /srv/parley.db, 2 messages"),
        lines("jdbc:sqlite:/srv/parley.db", "", false));
    assertEquals(
        List.of("history in jdbc:postgresql://db:5432/parley, 2 messages"),
        lines("jdbc:postgresql://db/parley?user=ann&password=secret", "", false));
  }

  @Test
  void new_history_is_called_new() throws Exception {
    assertEquals(
        List.of("new history in /srv/parley.db"), lines("jdbc:sqlite:/srv/parley.db", "", true));
    assertEquals(List.of(), lines("none", "", true));
  }

  @Test
  void data_folder_without_the_history_is_reported() throws Exception {
    String elsewhere =
        "the history is not in the data folder /srv, because parley.history.url names another place";

    assertEquals(
        List.of("history in /mnt/parley.db, 0 messages", elsewhere),
        lines("jdbc:sqlite:/mnt/parley.db", "/srv", false));
    assertEquals(
        List.of("history in jdbc:postgresql://db:5432/parley, 0 messages", elsewhere),
        lines("jdbc:postgresql://db/parley", "/srv", false));
    assertEquals(List.of(elsewhere), lines("none", "/srv", true));
    assertEquals(
        List.of("history in /srv/a/parley.db, 0 messages"),
        lines("jdbc:sqlite:/srv/a/parley.db", "/srv", false));
  }

  private List<String> lines(String url, String dataFolder, boolean isNew) throws Exception {
    HistorySettings settings = TestMessages.settings(Map.of("url", url));
    Optional<Path> folder = Optional.of(dataFolder).filter(name -> !name.isEmpty()).map(Path::of);
    return new HistoryReport(settings, folder, isNew).lines(store);
  }
}
