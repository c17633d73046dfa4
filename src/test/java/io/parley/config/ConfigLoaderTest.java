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

class ConfigLoaderTest {
  @TempDir Path folder;

  @Test
  void command_line_overrides_file_and_file_overrides_defaults() throws Exception {
    Path file = write("parley.limits { text = 10, in-flight = 20 }");

    Config config = ConfigLoader.load(Optional.of(file), Map.of("parley.limits.text", "11"));

    assertEquals(11, config.getInt("parley.limits.text"));
    assertEquals(20, config.getInt("parley.limits.in-flight"));
    assertEquals(10_000, config.getInt("parley.limits.connections"));
  }

  @Test
  void user_settings_rank_between_command_line_and_file() throws Exception {
    Path file =
        write("parley.client { connect-timeout = 1 s, stall-timeout = 1 s, linger-timeout = 1 s }");
    Config own =
        ConfigFactory.parseString("parley.client { stall-timeout = 2 s, linger-timeout = 2 s }");

    Config client =
        ConfigLoader.load(
                Optional.of(file),
                own,
                Map.of("parley.client.linger-timeout", "3 s"),
                warning -> {})
            .getConfig("parley.client");

    assertEquals(1, client.getDuration("connect-timeout").toSeconds());
    assertEquals(2, client.getDuration("stall-timeout").toSeconds());
    assertEquals(3, client.getDuration("linger-timeout").toSeconds());
  }

  @Test
  void file_overrides_pekko_conf() throws Exception {
    Path file = write("pekko.log-dead-letters = 7");

    Config config = ConfigLoader.load(Optional.of(file), Map.of());

    assertEquals(7, config.getInt("pekko.log-dead-letters"));
    assertEquals("WARNING", config.getString("pekko.loglevel"));
    assertEquals(
        "pekko.actor.default-dispatcher", config.getString("pekko.io.tcp.worker-dispatcher"));
  }

  @Test
  void reads_bundled_file_when_none_is_given() throws Exception {
    Config config = ConfigLoader.load(Optional.empty(), Map.of());

    assertTrue(
        config
            .getValue("parley.accept-backlog")
            .origin()
            .description()
            .contains("application.conf"));
  }

  @Test
  void accepts_overrides_of_every_type() throws Exception {
    Config config =
        ConfigLoader.load(
            Optional.empty(),
            Map.of(
                "parley.accept-backlog", "5",
                "parley.client.linger-timeout", "3 s",
                "parley.listeners", "[{dialect=beej,host=\"::1\",port=1,enabled=false}]",
                "parley.room", "{max-batch=2 KiB}",
                "a.text", "with = signs # and \"quotes\""));

    assertEquals(5, config.getInt("parley.accept-backlog"));
    assertEquals(3, config.getDuration("parley.client.linger-timeout").toSeconds());
    assertEquals("::1", config.getConfigList("parley.listeners").get(0).getString("host"));
    assertEquals(2048, config.getBytes("parley.room.max-batch"));
    assertEquals(1, config.getDuration("parley.room.flush-min-interval").toMillis());
    assertEquals("with = signs # and \"quotes\"", config.getString("a.text"));
  }

  @Test
  void unknown_section_is_reported_with_location() throws Exception {
    Path file = write("parley.limits.text = 10\nlimits.text = 10\nparlei { accept-backlog = 1 }\n");

    assertEquals(
        List.of(
            file + ":2: limits is not a section of settings",
            file + ":3: parlei is not a section of settings"),
        errorsOf(file, Map.of()));
  }

  @Test
  void missing_file_is_reported_by_name() {
    Path file = folder.resolve("none.conf");

    assertEquals(List.of(file + ": no such file"), errorsOf(file, Map.of()));
  }

  @Test
  void directory_is_rejected_as_file() {
    assertEquals(List.of(folder + ": is a directory"), errorsOf(folder, Map.of()));
  }

  @Test
  void syntax_error_is_reported_on_one_line_with_location() throws Exception {
    Path file = write("parley {\n  accept-backlog = 1\n  limits { text = = 4\n}\n");

    List<String> allErrors = errorsOf(file, Map.of());

    assertEquals(1, allErrors.size());
    assertTrue(allErrors.get(0).startsWith(file + ": 3: "), allErrors.get(0));
    assertEquals(1, allErrors.get(0).lines().count());
  }

  @Test
  void unresolved_reference_is_reported_with_location() throws Exception {
    Path file = write("parley {\n  accept-backlog = ${nowhere}\n}\n");

    List<String> allErrors = errorsOf(file, Map.of());

    assertEquals(1, allErrors.size());
    assertTrue(allErrors.get(0).startsWith(file + ": 2: "), allErrors.get(0));
    assertTrue(allErrors.get(0).contains("${nowhere}"), allErrors.get(0));
  }

  @Test
  void invalid_override_is_reported_on_one_line() {
    assertEquals(1, errorsOf(Map.of("parley..text", "1")).size());
    assertEquals(1, errorsOf(Map.of("", "1")).size());

    List<String> open = errorsOf(Map.of("parley.listeners", "[{"));
    assertEquals(1, open.size());
    assertTrue(open.get(0).contains("-Dparley.listeners"), open.get(0));
  }

  private Path write(String text) throws Exception {
    return Files.writeString(folder.resolve("my settings.conf"), text);
  }

  private static List<String> errorsOf(Map<String, String> overrides) {
    return assertThrows(
            InvalidSettingsException.class, () -> ConfigLoader.load(Optional.empty(), overrides))
        .errors();
  }

  private static List<String> errorsOf(Path file, Map<String, String> overrides) {
    return assertThrows(
            InvalidSettingsException.class, () -> ConfigLoader.load(Optional.of(file), overrides))
        .errors();
  }
}
