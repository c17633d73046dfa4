package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code parley history import} of lines without ids, as the logs of other programs have them. */
@Timeout(120)
class HistoryImportTest {
  @TempDir Path folder;

  @Test
  void lines_get_ids_in_the_order_of_their_times() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 700; i++) { // more than a batch, the latest first, each time twice
      lines.add(line("12:%02d:%02d".formatted((699 - i) / 120, (699 - i) / 2 % 60), "text " + i));
    }

    assertImported(700, 0, lines);

    List<String> exported = export();
    assertEquals(700, exported.size());
    assertTrue(exported.get(0).startsWith("{\"id\":1,"), exported.get(0));
    assertTrue(exported.get(699).startsWith("{\"id\":700,"), exported.get(699));
    // Those of one time stay in their order: 698 before 699.
    assertEquals(List.of("text 698", "text 699", "text 696"), texts(exported).subList(0, 3));
    assertEquals(List.of("text 3", "text 0", "text 1"), texts(exported).subList(697, 700));
  }

  @Test
  void import_can_be_repeated() throws Exception {
    List<String> lines = List.of(line("12:00:00", "hi"), line("12:01:00", "ho"));
    assertImported(2, 0, lines);

    assertImported(0, 2, lines);
    assertImported(1, 2, List.of(lines.get(1), line("12:00:30", "new"), lines.get(0)));

    assertEquals(List.of("hi", "ho", "new"), texts(export()));
  }

  @Test
  void same_text_at_the_same_time_is_imported_as_often_as_it_was_said() throws Exception {
    String lol = line("12:00:00", "lol");
    assertImported(2, 0, List.of(lol, lol));

    assertImported(0, 2, List.of(lol, lol));
    assertImported(1, 2, List.of(lol, lol, lol));
    assertImported(0, 1, List.of(lol));

    assertEquals(List.of("lol", "lol", "lol"), texts(export()));
  }

  @Test
  void names_are_compared_as_elsewhere_but_texts_exactly() throws Exception {
    assertImported(1, 0, List.of(line("12:00:00", "hi")));

    assertImported(0, 1, List.of(line("12:00:00", "hi").replace("ann", "ANN")));
    assertImported(0, 1, List.of(line("12:00:00", "hi").replace("#garden", "Garden")));
    assertImported(1, 0, List.of(line("12:00:00", "hi").replace("ann", "bob")));
    assertImported(1, 0, List.of(line("12:00:00", "Hi")));
    assertImported(1, 0, List.of(line("12:00:01", "hi")));
    assertImported(
        1, 0, List.of(line("12:00:00", "hi").replace("\"text\"", "\"kind\":\"emote\",\"text\"")));
  }

  /** Those with ids come first, whatever the order of the lines. */
  @Test
  void line_without_id_comes_after_all_lines_with_ids() throws Exception {
    String numbered =
        "{\"id\":7,\"room\":\"lobby\",\"time\":\"2026-01-31T18:00:00Z\",\"nickname\":\"bob\","
            + "\"kind\":\"chat\",\"text\":\"seven\"}";
    String copy = line("18:00:00", "seven").replace("ann", "bob").replace("#garden", "lobby");

    assertImported(2, 1, List.of(line("12:00:00", "old"), copy, numbered));

    assertEquals(
        List.of(
            numbered,
            "{\"id\":8,\"room\":\"garden\",\"time\":\"2026-01-31T12:00:00Z\",\"nickname\":\"ann\","
                + "\"kind\":\"chat\",\"text\":\"old\"}"),
        export());
  }

  @Test
  void invalid_line_stores_no_line_without_id() throws Exception {
    Path file = write(List.of(line("12:00:00", "hi"), "{\"room\":\"lobby\"}"));

    history("import", file.toString())
        .assertFailed("line 2: has no string 'time'; 0 messages imported, 0 already present");

    assertEquals(List.of(), export());
  }

  @ParameterizedTest
  @CsvSource({
    "'#two words', 'has a ''room'' that nobody can enter: The name of a room is made of 1 to 32"
        + " letters, digits, _ and - only.'",
    "'', 'has a ''room'' that nobody can enter: The name of a room is made of 1 to 32 letters,"
        + " digits, _ and - only.'",
  })
  void room_that_nobody_can_enter_is_refused(String room, String error) throws Exception {
    Path file = write(List.of(line("12:00:00", "hi").replace("#garden", room)));

    history("import", file.toString())
        .assertFailed("line 1: " + error + "; 0 messages imported, 0 already present");
  }

  private static String line(String time, String text) {
    return "{\"room\":\"#garden\",\"time\":\"2026-01-31T%sZ\",\"nickname\":\"ann\",\"text\":\"%s\"}"
        .formatted(time, text);
  }

  private void assertImported(int imported, int present, List<String> lines) throws Exception {
    assertEquals(
        new CommandLineRun(
            0,
            List.of(),
            List.of(
                "parley: "
                    + imported
                    + (imported == 1 ? " message" : " messages")
                    + " imported, "
                    + present
                    + " already present")),
        history("import", write(lines).toString()));
  }

  private static List<String> texts(List<String> exported) {
    return exported.stream().map(line -> line.replaceAll(".*\"text\":\"(.*)\"}", "$1")).toList();
  }

  private List<String> export() {
    return history("export").out();
  }

  private Path write(List<String> lines) throws Exception {
    return Files.write(folder.resolve("in.jsonl"), lines);
  }

  private CommandLineRun history(String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of("-Dparley.history.url=jdbc:sqlite:" + folder.resolve("one.db"), "history"));
    all.addAll(List.of(arguments));
    return CommandLineRun.run(all.toArray(new String[0]));
  }
}
