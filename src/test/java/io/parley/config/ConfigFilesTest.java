package io.parley.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFilesTest {
  @TempDir Path folder;

  @Test
  void the_command_line_lies_over_the_file_and_the_file_over_the_defaults() throws Exception {
    Path file = write("parley.limits { text = 10, unheard = 20 }");

    Config config = ConfigFiles.load(Optional.of(file), Map.of("parley.limits.text", "11"));

    assertEquals(11, config.getInt("parley.limits.text"));
    assertEquals(20, config.getInt("parley.limits.unheard"));
    assertEquals(10_000, config.getInt("parley.limits.connections"));
  }

  @Test
  void what_a_user_has_set_lies_between_the_command_line_and_the_file() throws Exception {
    Path file = write("parley.client { connect = 1 s, stall = 1 s, linger = 1 s }");
    Config own = ConfigFactory.parseString("parley.client { stall = 2 s, linger = 2 s }");

    Config client =
        ConfigFiles.load(Optional.of(file), own, Map.of("parley.client.linger", "3 s"))
            .getConfig("parley.client");

    assertEquals(1, client.getDuration("connect").toSeconds());
    assertEquals(2, client.getDuration("stall").toSeconds());
    assertEquals(3, client.getDuration("linger").toSeconds());
  }

  @Test
  void the_file_lies_over_what_parley_sets_up_in_pekko() throws Exception {
    Path file = write("pekko.log-dead-letters = 7");

    Config config = ConfigFiles.load(Optional.of(file), Map.of());

    assertEquals(7, config.getInt("pekko.log-dead-letters"));
    assertEquals("WARNING", config.getString("pekko.loglevel"));
    assertEquals(
        "pekko.actor.default-dispatcher", config.getString("pekko.io.tcp.worker-dispatcher"));
  }

  @Test
  void without_a_file_the_one_in_the_jar_is_read() throws Exception {
    Config config = ConfigFiles.load(Optional.empty(), Map.of());

    assertTrue(
        config.getValue("parley.backlog").origin().description().contains("application.conf"));
  }

  @Test
  void overrides_may_be_numbers_texts_times_lists_and_objects() throws Exception {
    Config config =
        ConfigFiles.load(
            Optional.empty(),
            Map.of(
                "parley.backlog", "5",
                "parley.client.linger", "3 s",
                "parley.listeners", "[{dialect=beej,host=\"::1\",port=1,enabled=false}]",
                "parley.room", "{max-batch=2 KiB}",
                "a.text", "with = signs # and \"quotes\""));

    assertEquals(5, config.getInt("parley.backlog"));
    assertEquals(3, config.getDuration("parley.client.linger").toSeconds());
    assertEquals("::1", config.getConfigList("parley.listeners").get(0).getString("host"));
    assertEquals(2048, config.getBytes("parley.room.max-batch"));
    assertEquals(1, config.getDuration("parley.room.flush-floor").toMillis());
    assertEquals("with = signs # and \"quotes\"", config.getString("a.text"));
  }

  @Test
  void a_setting_outside_the_sections_is_told_with_its_place() throws Exception {
    Path file = write("parley.limits.text = 10\nlimits.text = 10\nparlei { backlog = 1 }\n");

    assertEquals(
        List.of(
            file + ":2: limits is no section of settings",
            file + ":3: parlei is no section of settings"),
        mistakes(file, Map.of()));
  }

  @Test
  void a_missing_file_is_named() {
    Path file = folder.resolve("none.conf");

    assertEquals(List.of(file + ": no such file"), mistakes(file, Map.of()));
  }

  @Test
  void a_folder_is_no_file() {
    assertEquals(List.of(folder + ": cannot be read"), mistakes(folder, Map.of()));
  }

  @Test
  void a_syntax_error_is_told_on_one_line_with_its_place() throws Exception {
    Path file = write("parley {\n  backlog = 1\n  limits { text = = 4\n}\n");

    List<String> mistakes = mistakes(file, Map.of());

    assertEquals(1, mistakes.size());
    assertTrue(mistakes.get(0).startsWith(file + ": 3: "), mistakes.get(0));
    assertEquals(1, mistakes.get(0).lines().count());
  }

  @Test
  void a_reference_to_nothing_is_told_with_its_place() throws Exception {
    Path file = write("parley {\n  backlog = ${nowhere}\n}\n");

    List<String> mistakes = mistakes(file, Map.of());

    assertEquals(1, mistakes.size());
    assertTrue(mistakes.get(0).startsWith(file + ": 2: "), mistakes.get(0));
    assertTrue(mistakes.get(0).contains("${nowhere}"), mistakes.get(0));
  }

  @Test
  void a_mistaken_override_is_told_on_one_line() {
    assertEquals(1, mistakes(Map.of("parley..text", "1")).size());
    assertEquals(1, mistakes(Map.of("", "1")).size());

    List<String> open = mistakes(Map.of("parley.listeners", "[{"));
    assertEquals(1, open.size());
    assertTrue(open.get(0).contains("-Dparley.listeners"), open.get(0));
  }

  private Path write(String text) throws Exception {
    return Files.writeString(folder.resolve("my settings.conf"), text);
  }

  private static List<String> mistakes(Map<String, String> overrides) {
    return assertThrows(
            InvalidSettingsException.class, () -> ConfigFiles.load(Optional.empty(), overrides))
        .mistakes();
  }

  private static List<String> mistakes(Path file, Map<String, String> overrides) {
    return assertThrows(
            InvalidSettingsException.class, () -> ConfigFiles.load(Optional.of(file), overrides))
        .mistakes();
  }
}
