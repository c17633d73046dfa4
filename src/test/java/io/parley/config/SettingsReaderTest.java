package io.parley.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir Path folder;

  @Test
  void reads_settings_of_every_kind() throws Exception {
    SettingsReader reader =
        reader(
            "number = 5",
            "size = 4 KiB",
            "time = 10 us",
            "flag = on",
            "text = hello",
            "one = blue",
            "section { number = 6 }",
            "list = [{ number = 7 }, { number = 8 }]");

    assertEquals(5, reader.integer("number", 1, 10));
    assertEquals(4096, reader.bytes("size", 1, 10_000));
    assertEquals(Duration.ofNanos(10_000), reader.duration("time", Duration.ZERO, SECOND));
    assertEquals(true, reader.bool("flag"));
    assertEquals("hello", reader.string("text"));
    assertEquals("blue", reader.oneOf("one", Set.of("blue", "red")));
    assertEquals(6, reader.section("section").integer("number", 1, 10));
    assertEquals(
        List.of(7, 8),
        reader.list("list").stream().map(item -> item.integer("number", 1, 10)).toList());
    assertDoesNotThrow(reader::finish);
  }

  @Test
  void reports_all_errors_at_once_in_file_order() throws Exception {
    SettingsReader reader =
        reader("slip = 1", "number = many", "section {", "  size = 1", "}", "time = 2 s");

    reader.duration("time", Duration.ZERO, SECOND);
    reader.section("section").bytes("size", 2, 10);
    reader.integer("number", 1, 10);
    reader.rejectUnknown(Set.of("number", "section.size", "time"));

    assertEquals(
        List.of(
            "2: it.slip is not a setting",
            "3: it.number must be 1 to 10, but is \"many\"",
            "5: it.section.size must be 2 to 10 bytes, but is 1",
            "7: it.time must be 0 s to 1 s, but is 2 s"),
        errorsOf(reader));
  }

  @Test
  void error_states_expected_type_and_range() throws Exception {
    SettingsReader reader =
        reader(
            "flag = maybe",
            "text = \"\"",
            "one = green",
            "list = 5",
            "number = 3.5",
            "size = 5 apples",
            "time = [1, 2]",
            "other = null");

    reader.bool("flag");
    reader.string("text");
    reader.oneOf("one", Set.of("blue"));
    reader.list("list");
    reader.integer("number", 1, 10);
    reader.bytes("size", 1, 10);
    reader.duration("time", Duration.ofMillis(10), Duration.ofMillis(1500));
    reader.integer("other", 1, 10);
    reader.integer("absent", 1, 10);

    assertEquals(
        List.of(
            "2: it.flag must be true or false, but is \"maybe\"",
            "3: it.text must be a text that is not empty, but is ",
            "4: it.one must be one of blue, but is green",
            "5: it.list must be a list of { }, but is 5",
            "6: it.number must be 1 to 10, but is 3.5",
            "7: it.size must be 1 to 10 bytes, but is \"5 apples\"",
            "8: it.time must be 10 ms to 1500 ms, but is [1,2]",
            "9: it.other is missing"),
        errorsOf(reader).stream().filter(error -> !error.contains("absent")).toList());
    assertEquals(
        1, errorsOf(reader).stream().filter(m -> m.endsWith("it.absent is missing")).count());
  }

  @Test
  void number_that_no_type_can_hold_is_an_error() throws Exception {
    SettingsReader reader =
        reader(
            "number = 1e99",
            "other = 4294967297",
            "size = 99999999999999999999",
            "huge = 1 YiB",
            "time = 99999999999999999999 d",
            "far = 9223372036854775807 d",
            "back = -9223372036854775808 d");

    reader.integer("number", 1, 10);
    reader.integer("other", 1, 10);
    reader.bytes("size", 1, 10);
    reader.bytes("huge", 1, 10);
    reader.duration("time", Duration.ZERO, SECOND);
    reader.duration("far", Duration.ZERO, SECOND);
    reader.duration("back", Duration.ZERO, SECOND);

    assertEquals(7, errorsOf(reader).size(), () -> errorsOf(reader).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "5, 1 h, 36500 d, 5d",
    "4000, 1 h, 36500 d, 4000d",
    "0.5, 1 h, 36500 d, 0.5d",
    "50000, 1 h, 36500 d, 50000h",
    "30, 10 ms, 30 d, 30s",
    "30, 0 s, 1 s, 30ms",
    "1500, 0 s, 1 s, 1500us",
    "9999999999999, 1 h, 36500 d, 1 h",
    "-5, 1 h, 36500 d, 1 h",
  })
  void time_without_unit_is_refused_with_an_example(
      String number, String min, String max, String example) throws Exception {
    Config bounds = ConfigFactory.parseMap(Map.of("min", min, "max", max));
    for (String line : List.of("time = " + number, "time = \"" + number + "\"")) {
      SettingsReader reader = reader(line);

      reader.duration("time", bounds.getDuration("min"), bounds.getDuration("max"));

      assertEquals(
          List.of("2: it.time must have a unit, for instance " + example), errorsOf(reader));
    }
  }

  @Test
  void zero_needs_no_unit() throws Exception {
    SettingsReader reader = reader("time = 0");

    assertEquals(Duration.ZERO, reader.duration("time", Duration.ZERO, SECOND));
    assertDoesNotThrow(reader::finish);
  }

  @Test
  void bounds_are_in_the_units_that_an_operator_writes() throws Exception {
    SettingsReader reader = reader("time = 1 ms", "size = 10", "small = 63");

    reader.duration("time", Duration.ofHours(1), Duration.ofDays(36_500));
    reader.longBytes("size", 1L << 20, 1L << 44);
    reader.bytes("small", 64, 64 << 20);

    assertEquals(
        List.of(
            "2: it.time must be 1 h to 36500 d, but is 1 ms",
            "3: it.size must be 1 MiB to 16 TiB, but is 10 bytes",
            "4: it.small must be 64 to 67108864 bytes, but is 63"),
        errorsOf(reader));
  }

  /** The settings of the section are not reported one by one. */
  @Test
  void missing_section_is_reported_once() throws Exception {
    SettingsReader reader = reader("section = 5", "number = 11");

    reader.rejectUnknown(Set.of("section.size", "section.more.text", "number"));
    SettingsReader section = reader.section("section");
    section.bytes("size", 1, 10);
    section.section("more").string("text");
    reader.integer("number", 1, 10);

    assertEquals(
        List.of(
            "2: it.section must be a section { }, but is 5",
            "3: it.number must be 1 to 10, but is 11"),
        errorsOf(reader));
  }

  @Test
  void error_names_list_index() throws Exception {
    SettingsReader reader = reader("list = [", "{ number = 1, x = 1 }", "{ number = 0 }", "]");

    for (SettingsReader item : reader.list("list")) {
      item.rejectUnknown(Set.of("number"));
      item.integer("number", 1, 10);
    }

    assertEquals(
        List.of(
            "3: it.list[0].x is not a setting", "4: it.list[1].number must be 1 to 10, but is 0"),
        errorsOf(reader));
  }

  @Test
  void error_names_invalid_override() throws Exception {
    Config config =
        ConfigLoader.load(
            Optional.empty(), Map.of("parley.accept-backlog", "x", "parley.limits.txt", "1"));
    SettingsReader reader = SettingsReader.at(config, "parley");
    reader.integer("accept-backlog", 1, 10);
    reader.rejectUnknown(Set.of("accept-backlog", "listeners"));

    List<String> allErrors =
        assertThrows(InvalidSettingsException.class, reader::finish).errors().stream()
            .filter(error -> error.startsWith("-D"))
            .sorted()
            .toList();

    assertEquals(
        List.of(
            "-Dparley.accept-backlog: parley.accept-backlog must be 1 to 10, but is \"x\"",
            "-Dparley.limits.txt: parley.limits.txt is not a setting"),
        allErrors);
  }

  /** A reader of a file with these lines in a section; line 1 opens the section. */
  private SettingsReader reader(String... lines) throws Exception {
    Path file = folder.resolve("my.conf");
    Files.writeString(file, "it {\n" + String.join("\n", lines) + "\n}\n");
    return SettingsReader.at(ConfigFactory.parseFile(file.toFile()), "it");
  }

  /** The errors, without the path of the file. */
  private List<String> errorsOf(SettingsReader reader) {
    String file = folder.resolve("my.conf") + ":";
    return assertThrows(InvalidSettingsException.class, reader::finish).errors().stream()
        .map(error -> error.startsWith(file) ? error.substring(file.length()) : error)
        .toList();
  }
}
