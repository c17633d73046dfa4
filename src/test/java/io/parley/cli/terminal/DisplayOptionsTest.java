package io.parley.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DisplayOptionsTest {
  private static final Map<String, String> NO_COLOR = Map.of("NO_COLOR", "1");

  @Test
  void colors_are_on_unless_no_color_is_set() {
    assertTrue(parsed().usesColor(Map.of()));
    assertTrue(parsed().usesColor(Map.of("NO_COLOR", "")));
    assertFalse(parsed().usesColor(NO_COLOR));
  }

  @Test
  void option_overrides_environment() {
    assertTrue(parsed("--color", "always").usesColor(NO_COLOR));
    assertFalse(parsed("--color=never").usesColor(Map.of()));
    assertFalse(parsed("--color=auto").usesColor(NO_COLOR));
  }

  @Test
  void unknown_color_mode_is_rejected_with_the_known_modes() {
    CommandLine.ParameterException wrong =
        assertThrows(CommandLine.ParameterException.class, () -> parsed("--color=pink"));

    assertEquals(
        "Invalid value for option '--color': unknown color mode 'pink'; use one of: auto, always,"
            + " never",
        wrong.getMessage());
  }

  private static DisplayOptions parsed(String... arguments) {
    CommandLine command = new CommandLine(new Holder());
    command.parseArgs(arguments);
    return ((Holder) command.getCommand()).options;
  }

  /** A command that has only these options. */
  @CommandLine.Command
  static final class Holder {
    @CommandLine.Mixin DisplayOptions options = new DisplayOptions();
  }
}
