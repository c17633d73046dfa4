package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.typesafe.config.Config;
import io.parley.client.model.JoinSettings;
import io.parley.client.reconnect.ReconnectSettings;
import io.parley.client.screen.ScreenSettings;
import io.parley.client.transport.AnswerSettings;
import io.parley.config.ConfigLoader;
import io.parley.config.InvalidSettingsException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientSettingsTest {
  @Test
  void reads_settings_from_configuration() throws Exception {
    Config config =
        ConfigLoader.load(
            Optional.empty(),
            Map.of("parley.client.linger-timeout", "20 ms", "parley.client.screen.bell", "off"));

    assertEquals(
        new ClientSettings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            new AnswerSettings(Duration.ofSeconds(5), Duration.ofMillis(300)),
            Duration.ofSeconds(60),
            Duration.ofMillis(20),
            new ReconnectSettings(
                Duration.ofSeconds(30),
                Duration.ofSeconds(90),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                3,
                1000,
                10_000),
            new ScreenSettings(
                List.of(),
                false,
                10_000,
                "auto",
                true,
                "auto",
                false,
                new JoinSettings(JoinSettings.Shown.TALKERS, Duration.ofMinutes(10))),
            ClientTestKit.KEEP),
        ClientSettings.read(config));
  }

  @Test
  void reports_all_invalid_settings_at_once() throws Exception {
    Config config =
        ConfigLoader.load(
            Optional.empty(),
            Map.of(
                "parley.client.linger-timeout",
                "1 us",
                "parley.client.lingr",
                "20 ms",
                "parley.client.screen.scrollback",
                "1"));

    List<String> mistakes =
        assertThrows(InvalidSettingsException.class, () -> ClientSettings.read(config)).errors();

    assertEquals(
        List.of(
            "-Dparley.client.linger-timeout: parley.client.linger-timeout must be 10 ms to 1 h,"
                + " but is 1 us",
            "-Dparley.client.lingr: parley.client.lingr is not a setting",
            "-Dparley.client.screen.scrollback: parley.client.screen.scrollback must be 100 to"
                + " 1000000, but is 1"),
        mistakes.stream().sorted().toList());
  }

  @Test
  void rejects_settings_that_contradict_each_other() throws Exception {
    Config config =
        ConfigLoader.load(
            Optional.empty(),
            Map.of(
                "parley.client.silence-timeout",
                "30 s",
                "parley.client.reconnect.max-delay",
                "900 ms"));

    List<String> mistakes =
        assertThrows(InvalidSettingsException.class, () -> ClientSettings.read(config)).errors();

    assertEquals(
        List.of(
            "-Dparley.client.reconnect.max-delay: parley.client.reconnect.max-delay must not be"
                + " shorter than initial-delay",
            "-Dparley.client.silence-timeout: parley.client.silence-timeout must be longer than"
                + " ping-interval"),
        mistakes.stream().sorted().toList());
  }
}
