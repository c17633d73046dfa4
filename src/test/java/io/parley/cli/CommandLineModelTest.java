package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.cli.help.CommandHelpText;
import io.parley.cli.option.ProfileCandidates;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Rules that hold for all commands. */
class CommandLineModelTest {

  @Test
  void every_option_has_a_long_name() {
    List<String> onlyShort =
        CommandLineModel.arguments()
            .filter(ArgSpec::isOption)
            .map(option -> ((OptionSpec) option).longestName())
            .filter(name -> !name.startsWith("--"))
            .toList();

    assertEquals(List.of(), onlyShort);
  }

  @Test
  void every_command_and_argument_has_a_description() {
    CommandLineModel.arguments()
        .forEach(
            each ->
                assertFalse(
                    CommandHelpText.joinedLines(each.description()).isBlank(), each::toString));
  }

  @Test
  void every_command_shows_examples_of_its_own() {
    CommandLineModel.commands()
        .forEach(
            command -> {
              String help = command.commandLine().getUsageMessage();
              assertTrue(help.contains("Examples:\n  "), help);
              assertTrue(
                  examples(command).stream().allMatch(e -> e.contains(command.qualifiedName())),
                  help);
            });
  }

  @Test
  void every_example_parses() {
    CommandLineModel.commands()
        .flatMap(command -> examples(command).stream())
        .filter(example -> !example.contains("COMMAND"))
        .forEach(
            example -> {
              String words = example.replaceFirst(".*?\\bparley ", "").replaceFirst("[|<>)].*", "");
              CommandLineModel.commandLine().parseArgs(words.strip().split("[ \"]+", -1));
            });
  }

  @Test
  void help_fits_into_80_columns() {
    CommandLineModel.commands()
        .forEach(
            command ->
                assertTrue(
                    command.commandLine().getUsageMessage().lines().allMatch(l -> l.length() <= 80),
                    command.commandLine().getUsageMessage()));
  }

  @Test
  void every_completion_candidate_is_accepted() {
    List<ArgSpec> withCandidates =
        CommandLineModel.arguments()
            .filter(each -> each.completionCandidates() != null)
            .filter(each -> !(each.completionCandidates() instanceof ProfileCandidates))
            .toList();

    assertFalse(withCandidates.isEmpty());
    for (ArgSpec argument : withCandidates) {
      for (String word : argument.completionCandidates()) {
        String converted = String.valueOf(convert(argument, word));
        assertEquals(word, converted.toLowerCase(Locale.ROOT), argument.toString());
      }
    }
  }

  private static Object convert(ArgSpec argument, String word) {
    try {
      return argument.converters()[0].convert(word);
    } catch (Exception e) {
      throw new AssertionError(argument + " rejects its own candidate " + word, e);
    }
  }

  /** The examples without their explanations. */
  private static List<String> examples(CommandSpec command) {
    return Arrays.stream(command.usageMessage().footer())
        .map(line -> line.strip().replaceFirst(" {2,}.*", ""))
        .toList();
  }
}
