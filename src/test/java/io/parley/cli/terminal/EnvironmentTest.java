package io.parley.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
  private static final Path HOME = Path.of("/home/maria");

  @Test
  void folders_follow_xdg_variables() {
    Environment environment =
        environmentOf(Map.of("XDG_CONFIG_HOME", "/a/config", "XDG_STATE_HOME", "/a/state"));

    assertEquals(Path.of("/a/config/parley"), environment.configFolder());
    assertEquals(Path.of("/a/state/parley"), environment.stateFolder());
  }

  @Test
  void folders_default_without_absolute_xdg_variables() {
    for (Map<String, String> variables :
        List.of(
            Map.<String, String>of(),
            Map.of("XDG_CONFIG_HOME", "", "XDG_STATE_HOME", ""),
            Map.of("XDG_CONFIG_HOME", "config", "XDG_STATE_HOME", "./state"))) {
      Environment environment = environmentOf(variables);

      assertEquals(HOME.resolve(".config/parley"), environment.configFolder());
      assertEquals(HOME.resolve(".local/state/parley"), environment.stateFolder());
    }
  }

  private static Environment environmentOf(Map<String, String> variables) {
    return new Environment(variables, HOME, "maria", Optional::empty);
  }
}
