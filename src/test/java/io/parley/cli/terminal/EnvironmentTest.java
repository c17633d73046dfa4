package io.parley.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.config.InvalidSettingsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
  private static final String SYSTEM_HOME = "/home/maria";

  @Test
  void folders_follow_xdg_variables() throws Exception {
    Environment environment =
        environmentOf(Map.of("XDG_CONFIG_HOME", "/a/config", "XDG_STATE_HOME", "/a/state"));

    assertEquals(Path.of("/a/config/parley"), environment.configFolder());
    assertEquals(Path.of("/a/state/parley"), environment.stateFolder());
  }

  @Test
  void folders_default_without_absolute_xdg_variables() throws Exception {
    for (Map<String, String> variables :
        List.of(
            Map.<String, String>of(),
            Map.of("XDG_CONFIG_HOME", "", "XDG_STATE_HOME", ""),
            Map.of("HOME", ""),
            Map.of("HOME", "maria"),
            Map.of("XDG_CONFIG_HOME", "config", "XDG_STATE_HOME", "./state"))) {
      Environment environment = environmentOf(variables);

      assertEquals(Path.of("/home/maria/.config/parley"), environment.configFolder());
      assertEquals(Path.of("/home/maria/.local/state/parley"), environment.stateFolder());
    }
  }

  @Test
  void home_variable_precedes_the_user_database() throws Exception {
    Environment environment = environmentOf(Map.of("HOME", "/b"));

    assertEquals(Path.of("/b/.config/parley"), environment.configFolder());
    assertEquals(Path.of("/b/.local/state/parley"), environment.stateFolder());
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "", "."})
  void missing_home_is_an_error(String systemHome) throws Exception {
    Environment environment =
        new Environment(
            Map.of("XDG_CONFIG_HOME", "/a/config"), systemHome, "maria", Optional::empty);

    assertEquals(Path.of("/a/config/parley"), environment.configFolder());
    assertError(
        "there is no home directory: set HOME or XDG_STATE_HOME to an absolute path",
        environment::stateFolder);
  }

  @Test
  void path_that_java_cannot_decode_is_an_error() {
    String problem =
        " is not in the encoding of the locale ("
            + System.getProperty("sun.jnu.encoding")
            + "): use a UTF-8 locale such as LC_ALL=C.UTF-8";

    assertError(
        "the path in HOME" + problem,
        environmentOf(Map.of("HOME", "/home/zo\uFFFD\uFFFD"))::configFolder);
    assertError(
        "the path in XDG_STATE_HOME" + problem,
        environmentOf(Map.of("XDG_STATE_HOME", "/home/zo\uFFFD\uFFFD"))::stateFolder);
  }

  private static void assertError(String error, Executable action) {
    InvalidSettingsException e = assertThrows(InvalidSettingsException.class, action);
    assertEquals(List.of(error), e.errors());
  }

  private static Environment environmentOf(Map<String, String> variables) {
    return new Environment(variables, SYSTEM_HOME, "maria", Optional::empty);
  }
}
