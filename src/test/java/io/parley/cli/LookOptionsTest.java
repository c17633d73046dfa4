package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LookOptionsTest {
  private static final Map<String, String> NO_COLOR = Map.of("NO_COLOR", "1");

  @Test
  void there_are_colours_unless_somebody_says_no() {
    assertTrue(parsed().colours(Map.of()));
    assertTrue(parsed().colours(Map.of("NO_COLOR", "")));
    assertFalse(parsed().colours(NO_COLOR));
  }

  @Test
  void the_option_comes_before_the_environment() {
    assertTrue(parsed("--color", "always").colours(NO_COLOR));
    assertFalse(parsed("--color=never").colours(Map.of()));
    assertFalse(parsed("--color=auto").colours(NO_COLOR));
  }

  @Test
  void says_which_words_there_are() {
    CommandLine.ParameterException wrong =
        assertThrows(CommandLine.ParameterException.class, () -> parsed("--color=pink"));

    assertEquals(
        "Invalid value for option '--color': 'pink' is no time for colours; there are auto, always,"
            + " never",
        wrong.getMessage());
  }

  private static LookOptions parsed(String... arguments) {
    CommandLine command = new CommandLine(new Holder());
    command.parseArgs(arguments);
    return ((Holder) command.getCommand()).look;
  }

  /** A command with these options alone. */
  @CommandLine.Command
  static final class Holder {
    @CommandLine.Mixin LookOptions look = new LookOptions();
  }
}
