package io.parley.client.render;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.DecodeResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The events of {@code --format json}. */
class JsonMessageFormatterTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/events.jsonl");
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void formats_every_event_as_in_golden_file() throws Exception {
    assertEquals(Files.readAllLines(GOLDEN), formatSamples());
  }

  @Test
  void formats_every_event_as_one_line_without_null() throws Exception {
    for (String line : formatSamples()) {
      assertFalse(line.contains("\n"), line);
      JsonNode event = JSON.readTree(line);
      assertFalse(event.path("event").asText().isEmpty(), line);
      assertFalse(line.contains(":null"), line);
    }
  }

  /** A field that is not in all events of its kind has a question mark there. */
  @Test
  void documentation_lists_every_event_with_its_fields() throws Exception {
    List<String> rows =
        Files.readAllLines(Path.of("docs/scripting.md")).stream()
            .dropWhile(line -> !line.startsWith("| `event` |"))
            .skip(2)
            .takeWhile(line -> line.startsWith("| "))
            .flatMap(JsonMessageFormatterTest::eventFieldsOfRow)
            .sorted()
            .toList();

    assertEquals(goldenFields().stream().sorted().toList(), rows);
  }

  private static Stream<String> eventFieldsOfRow(String row) {
    String[] cells = row.split(" *\\| *", -1);
    String fields = Stream.of(cells[3].split(", ", -1)).sorted().collect(joining(", "));
    return Stream.of(cells[1].split(", ", -1)).map(event -> event + " has " + fields);
  }

  private static List<String> goldenFields() throws Exception {
    Map<String, List<Set<String>>> byEvent = new LinkedHashMap<>();
    List<JsonNode> events = new ArrayList<>();
    for (String line : Files.readAllLines(GOLDEN)) {
      JsonNode event = JSON.readTree(line);
      events.add(event);
      event.path("messages").forEach(events::add);
    }
    for (JsonNode event : events) {
      Set<String> names = new LinkedHashSet<>();
      event.fieldNames().forEachRemaining(names::add);
      names.remove("event");
      byEvent.computeIfAbsent(event.path("event").asText(), word -> new ArrayList<>()).add(names);
    }
    return byEvent.entrySet().stream()
        .map(entry -> "`" + entry.getKey() + "` has " + describeFields(entry.getValue()))
        .toList();
  }

  private static String describeFields(List<Set<String>> all) {
    return all.stream()
        .flatMap(Set::stream)
        .distinct()
        .map(
            name ->
                "`" + name + "`" + (all.stream().allMatch(one -> one.contains(name)) ? "" : "?"))
        .sorted()
        .collect(joining(", "));
  }

  private static List<String> formatSamples() {
    FormattedStrings formatter = new FormattedStrings(new JsonMessageFormatter());
    List<String> lines = new ArrayList<>();
    for (DecodeResult<ServerMessage> received : ReceivedSamples.all()) {
      lines.addAll(received.accept(formatter));
    }
    return Stream.concat(lines.stream(), formatter.onPingAnswered(7).stream()).toList();
  }
}
