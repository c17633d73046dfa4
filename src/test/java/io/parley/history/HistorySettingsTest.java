package io.parley.history;

import static io.parley.history.TestMessages.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.parley.config.InvalidSettingsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which history settings are accepted. */
class HistorySettingsTest {

  @Test
  void sqlite_url_has_file_and_no_retention() throws Exception {
    HistorySettings settings = settings(Map.of("url", "jdbc:sqlite:data/parley.db"));

    assertEquals(Optional.of(Path.of("data/parley.db")), settings.file());
    assertFalse(settings.isInMemory());
    assertEquals(Optional.empty(), settings.retention());
  }

  @ParameterizedTest
  @CsvSource({
    "sqlite, '', data/parley.db",
    "sqlite, /srv/parley, /srv/parley/parley.db",
    "sqlite, state, state/parley.db",
    "jdbc:sqlite:other.db, '', other.db",
    "jdbc:sqlite:old/other.db, /srv/parley, /srv/parley/old/other.db",
    "jdbc:sqlite:/mnt/other.db, /srv/parley, /mnt/other.db",
  })
  void relative_file_is_below_the_named_data_folder(String url, String folder, Path file)
      throws Exception {
    assertEquals(Optional.of(file), withDataFolder(url, folder).file());
  }

  @Test
  void data_folder_does_not_change_other_urls() throws Exception {
    assertTrue(withDataFolder("none", "/srv/parley").isInMemory());
    assertEquals(
        "jdbc:postgresql://h:1/d", withDataFolder("jdbc:postgresql://h:1/d", "/srv/parley").url());
  }

  @Test
  void location_is_for_people_and_has_no_password() throws Exception {
    assertEquals(
        "jdbc:postgresql://h:5432/d",
        settings(Map.of("url", "jdbc:postgresql://h/d?user=ann&password=secret")).location());
    assertEquals(
        Path.of("").toAbsolutePath().resolve("a.db").toString(),
        settings(Map.of("url", "jdbc:sqlite:b/../a.db")).location());
  }

  private static HistorySettings withDataFolder(String url, String folder) throws Exception {
    return HistorySettings.read(
        ConfigFactory.parseMap(Map.of("parley.history.url", url, "parley.data", folder))
            .withFallback(ConfigFactory.parseResources("reference.conf"))
            .resolve());
  }

  @Test
  void retention_is_a_time_or_off() throws Exception {
    assertEquals(
        Optional.of(Duration.ofDays(365)), settings(Map.of("retention", "365 d")).retention());
    InvalidSettingsException wrong =
        assertThrows(InvalidSettingsException.class, () -> settings(Map.of("retention", "1 ms")));
    assertTrue(wrong.getMessage().contains("parley.history.retention must be"), wrong.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "jdbc:postgresql://h:1/d", "jdbc:postgresql:d", "jdbc:sqlite:a"})
  void supported_urls_are_accepted(String url) throws Exception {
    assertEquals(url, settings(Map.of("url", url)).url());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:sqlite:",
        "jdbc:sqlite::memory:",
        "jdbc:sqlite:file:x?secret",
        "jdbc:mysql://secret@h/d",
        "postgresql://u:secret@h/d",
        "jdbc:postgresql://u:secret@h/d",
        "jdbc:postgresql://u:secret@h:1/d",
        "jdbc:postgresql://h:secret/d",
        "jdbc:postgresql://h/d?password=secret%zz",
        "secret"
      })
  void unsupported_urls_are_rejected_without_quoting_them(String url) {
    InvalidSettingsException wrong =
        assertThrows(InvalidSettingsException.class, () -> settings(Map.of("url", url)));

    assertTrue(
        wrong
            .getMessage()
            .endsWith(
                "parley.history.url must be sqlite, jdbc:sqlite:FILE,"
                    + " jdbc:postgresql://HOST:PORT/DATABASE or none"),
        wrong.getMessage());
    assertFalse(wrong.getMessage().contains("secret"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://u:secret@h/d",
        "jdbc:postgresql://h:secret/d",
        "jdbc:postgresql://h/d?password=secret%zz"
      })
  void driver_does_not_log_a_url(String url) {
    List<String> logged = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            logged.add(line.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger root = Logger.getLogger("");
    root.addHandler(handler);
    try {
      assertThrows(InvalidSettingsException.class, () -> settings(Map.of("url", url)));
    } finally {
      root.removeHandler(handler);
    }
    assertEquals(List.of(), logged);
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "url"})
  void setting_of_another_type_is_rejected_without_quoting_it(String name) {
    InvalidSettingsException wrong =
        assertThrows(
            InvalidSettingsException.class, () -> settings(Map.of(name, List.of("secret"))));

    assertTrue(wrong.getMessage().contains("parley.history." + name), wrong.getMessage());
    assertFalse(wrong.getMessage().contains("secret"), wrong.getMessage());
  }

  @Test
  void string_form_hides_password() throws Exception {
    HistorySettings settings =
        settings(Map.of("url", "jdbc:postgresql://h/d?password=secret", "password", "secret"));

    assertFalse(settings.toString().contains("secret"), settings.toString());
  }
}
