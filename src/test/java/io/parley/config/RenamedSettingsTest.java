package io.parley.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenamedSettingsTest {
  private static final Config DEFAULTS =
      ConfigFactory.parseString("server { timeout = 1, retry { delay = 2 }, url = ${?NONE} }");
  private static final Map<String, String> NEW_NAMES =
      Map.of("server.wait", "server.timeout", "pause", "server.retry.delay");

  private final RenamedSettings renamed = new RenamedSettings(NEW_NAMES, DEFAULTS);
  private final List<String> warnings = new ArrayList<>();

  @TempDir Path folder;

  @Test
  void old_names_are_read_with_one_warning_each() throws Exception {
    Path file = write("server {", "  wait = 10", "  other = 5", "}", "pause = 20");

    Config config = renamed.apply(parse(file), warnings::add);

    assertEquals(
        ConfigFactory.parseString("server { timeout = 10, other = 5, retry.delay = 20 }"), config);
    assertEquals(
        List.of(
            file + ":5: pause is deprecated; use server.retry.delay",
            file + ":2: server.wait is deprecated; use server.timeout"),
        warnings);
  }

  @Test
  void new_names_are_read_without_warning() throws Exception {
    Config config = parse(write("server { timeout = 10, retry.delay = 20 }"));

    assertEquals(config, renamed.apply(config, warnings::add));
    assertEquals(List.of(), warnings);
  }

  @Test
  void both_names_in_one_layer_are_an_error() throws Exception {
    Path file =
        write("server.timeout = 1", "server.wait = 1", "pause = 1", "server.retry.delay = 1");

    InvalidSettingsException invalid =
        assertThrows(
            InvalidSettingsException.class, () -> renamed.apply(parse(file), warnings::add));

    assertEquals(
        List.of(
            file + ":3: pause is the old name of server.retry.delay, and both are set; remove it",
            file
                + ":2: server.wait is the old name of server.timeout, and both are set; remove it"),
        invalid.errors());
  }

  @Test
  void old_name_with_reference_is_resolved_later() throws Exception {
    Path file = write("server.wait = 5", "server.wait = ${?high}", "high = 7");

    Config config = renamed.apply(parse(file), warnings::add).resolve();

    assertEquals(7, config.getInt("server.timeout"));
    assertEquals(1, warnings.size(), warnings::toString);
  }

  @Test
  void section_that_is_a_reference_is_left_alone() throws Exception {
    Config config = parse(write("server = ${base} { wait = 5 }", "base = {}"));

    assertEquals(config, renamed.apply(config, warnings::add));
  }

  @Test
  void table_with_new_name_without_default_is_rejected() {
    assertThrows(
        IllegalStateException.class,
        () -> new RenamedSettings(Map.of("server.wait", "server.timeuot"), DEFAULTS));
  }

  @Test
  void table_with_old_name_that_still_has_a_default_is_rejected() {
    assertThrows(
        IllegalStateException.class,
        () -> new RenamedSettings(Map.of("server.url", "server.timeout"), DEFAULTS));
  }

  @Test
  void old_name_on_command_line_overrides_new_name_in_file() throws Exception {
    Path file = write("parley.limits.send-queue = 1 MiB", "parley-history-readers.throughput = 7");

    Config config =
        ConfigLoader.load(
            Optional.of(file),
            ConfigFactory.parseString("parley.client.retry = 3 s"),
            Map.of("parley.limits.outbox", "2 MiB"),
            warnings::add);

    assertEquals(2 * 1024 * 1024, config.getBytes("parley.limits.send-queue"));
    assertEquals(3, config.getDuration("parley.client.reconnect.initial-delay").toSeconds());
    assertEquals(7, config.getInt("parley-history-reader-dispatcher.throughput"));
    assertEquals("Dispatcher", config.getString("parley-history-reader-dispatcher.type"));
    assertEquals(
        List.of(
            "-Dparley.limits.outbox: parley.limits.outbox is deprecated; use"
                + " parley.limits.send-queue",
            "String: parley.client.retry is deprecated; use parley.client.reconnect.initial-delay",
            file
                + ":2: parley-history-readers is deprecated; use parley-history-reader-dispatcher"),
        warnings);
  }

  private Path write(String... lines) throws Exception {
    return Files.writeString(folder.resolve("my.conf"), String.join("\n", lines) + "\n");
  }

  private static Config parse(Path file) {
    return ConfigFactory.parseFile(file.toFile());
  }
}
