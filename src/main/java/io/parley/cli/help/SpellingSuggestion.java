package io.parley.cli.help;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jline.utils.Levenshtein;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The option or command that somebody may have meant who typed an unknown one. picocli's own
 * suggestions are the options that begin with the same two letters, in no order of likeness.
 */
public final class SpellingSuggestion {
  /** One typing error in so many characters; a shorter word has one. */
  private static final int CHARACTERS_PER_ERROR = 3;

  private static final String OPTION_PREFIX = "--";

  private SpellingSuggestion() {}

  /**
   * The error message about an invalid command line, with a suggestion if something is similar
   * enough. The value of a misspelt option becomes a positional parameter ({@code --onec x}), so
   * that an error about another parameter may only be its consequence.
   *
   * @param arguments the whole command line
   */
  public static String describe(ParameterException invalid, List<String> arguments) {
    CommandSpec spec = invalid.getCommandLine().getCommandSpec();
    if (invalid instanceof UnmatchedArgumentException unmatched) {
      String suggestion =
          unmatched.getUnmatched().stream()
              .flatMap(word -> nearest(word, spec).stream())
              .findFirst()
              .map(SpellingSuggestion::question)
              .orElse("");
      return invalid.getMessage() + suggestion;
    }
    return arguments.stream()
        .takeWhile(word -> !word.equals(OPTION_PREFIX))
        .filter(word -> word.startsWith(OPTION_PREFIX) && !isKnown(word, spec))
        .flatMap(
            word ->
                nearest(word, spec)
                    .map(name -> "Unknown option: '" + word + "'" + question(name))
                    .stream())
        .findFirst()
        .orElseGet(() -> String.valueOf(invalid.getMessage()));
  }

  private static String question(String name) {
    return ". Did you mean " + name + "?";
  }

  private static boolean isKnown(String word, CommandSpec spec) {
    return spec.findOption(withoutValue(word)) != null;
  }

  private static Optional<String> nearest(String argument, CommandSpec spec) {
    String word = withoutValue(argument);
    Stream<String> names = word.startsWith("-") ? options(spec) : commands(spec);
    int maxDistance = Math.max(1, word.length() / CHARACTERS_PER_ERROR);
    return names
        .filter(name -> Levenshtein.distance(word, name) <= maxDistance)
        .min(Comparator.comparingInt(name -> Levenshtein.distance(word, name)));
  }

  private static String withoutValue(String argument) {
    int end = argument.indexOf('=');
    return end < 0 ? argument : argument.substring(0, end);
  }

  /** The long names: one letter resembles any other. */
  private static Stream<String> options(CommandSpec spec) {
    return spec.options().stream()
        .filter(option -> !option.hidden())
        .flatMap((OptionSpec option) -> Stream.of(option.names()))
        .filter(name -> name.startsWith(OPTION_PREFIX));
  }

  private static Stream<String> commands(CommandSpec spec) {
    return spec.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(command -> !command.usageMessage().hidden())
        .map(CommandSpec::name)
        .distinct();
  }
}
