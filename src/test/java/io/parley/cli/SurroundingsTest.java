package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
  private static final Path HOME = Path.of("/home/maria");

  @Test
  void folders_are_where_the_environment_says() {
    Surroundings surroundings =
        surroundings(Map.of("XDG_CONFIG_HOME", "/a/config", "XDG_STATE_HOME", "/a/state"));

    assertEquals(Path.of("/a/config/parley"), surroundings.settingsFolder());
    assertEquals(Path.of("/a/state/parley"), surroundings.stateFolder());
  }

  @Test
  void folders_are_the_usual_ones_where_it_says_nothing_that_counts() {
    for (Map<String, String> environment :
        List.of(
            Map.<String, String>of(),
            Map.of("XDG_CONFIG_HOME", "", "XDG_STATE_HOME", ""),
            Map.of("XDG_CONFIG_HOME", "config", "XDG_STATE_HOME", "./state"))) {
      Surroundings surroundings = surroundings(environment);

      assertEquals(HOME.resolve(".config/parley"), surroundings.settingsFolder());
      assertEquals(HOME.resolve(".local/state/parley"), surroundings.stateFolder());
    }
  }

  private static Surroundings surroundings(Map<String, String> environment) {
    return new Surroundings(environment, HOME, "maria", Optional::empty);
  }
}
