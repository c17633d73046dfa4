package io.parley.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import io.parley.client.ClientSettings;
import io.parley.history.HistorySettings;
import io.parley.server.ServerSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** application.conf, which operators read, is complete and has the defaults. */
class ApplicationConfTest {
  private final Config application =
      ConfigFactory.parseFile(Path.of("application.conf").toFile()).resolve().getConfig("parley");
  private final Config reference =
      ConfigFactory.parseResources("reference.conf").resolve().getConfig("parley");

  @Test
  void lists_every_setting_with_its_default() {
    assertFalse(application.isEmpty());
    assertEquals(reference.root().unwrapped(), application.root().unwrapped());
  }

  @Test
  void every_setting_has_a_comment() {
    assertEquals(List.of(), settingsWithoutComment("parley", application.root(), false));
  }

  @Test
  void shipped_configuration_is_valid() throws Exception {
    Config config = ConfigLoader.load(Optional.of(Path.of("application.conf")), Map.of());

    assertDoesNotThrow(() -> ServerSettings.read(config));
    assertDoesNotThrow(() -> ClientSettings.read(config));
    assertDoesNotThrow(() -> HistorySettings.read(config));
  }

  @Test
  void environment_variables_override_the_file() {
    Map<String, String> environment =
        Map.of("PARLEY_DATA", "/srv/parley", "PARLEY_HISTORY_URL", "none");
    for (Config file :
        List.of(
            ConfigFactory.parseFile(Path.of("application.conf").toFile()),
            ConfigFactory.parseResources("reference.conf"))) {
      Config config =
          file.withFallback(ConfigFactory.parseMap(environment))
              .resolve(ConfigResolveOptions.noSystem());

      assertEquals("/srv/parley", config.getString("parley.data"));
      assertEquals("none", config.getString("parley.history.url"));
    }
  }

  private static List<String> settingsWithoutComment(
      String path, ConfigObject section, boolean explained) {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, ConfigValue> entry : section.entrySet()) {
      String name = path + "." + entry.getKey();
      boolean here = explained || !entry.getValue().origin().comments().isEmpty();
      if (entry.getValue() instanceof ConfigObject inner) {
        found.addAll(settingsWithoutComment(name, inner, here));
      } else if (!here) {
        found.add(name);
      }
    }
    return found;
  }
}
