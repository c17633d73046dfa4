package io.parley.cli;

import io.parley.protocol.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Arguments and environment variables that Java could not decode. It decodes them in the encoding
 * of the locale ({@code sun.jnu.encoding}) and replaces each invalid byte with U+FFFD, so that the
 * original is lost.
 */
final class UndecodedWords {
  private static final String REPLACEMENT = "\uFFFD";
  private static final String VARIABLE_PREFIX = "PARLEY_";

  private UndecodedWords() {}

  /**
   * Describes the first argument or variable of Parley that was not decoded.
   *
   * @return empty if all were decoded
   */
  static Optional<String> describe(List<String> arguments, Map<String, String> variables) {
    for (String argument : arguments) {
      if (argument.contains(REPLACEMENT)) {
        return Optional.of(
            describe("the argument '" + Text.sanitize(argument).toSingleLine() + "'"));
      }
    }
    return variables.entrySet().stream()
        .filter(variable -> variable.getKey().startsWith(VARIABLE_PREFIX))
        .filter(variable -> variable.getValue().contains(REPLACEMENT))
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst()
        .map(name -> describe("the environment variable " + name));
  }

  private static String describe(String what) {
    return what
        + " is not in the encoding of the locale ("
        + System.getProperty("sun.jnu.encoding")
        + "); write it in UTF-8 and use a UTF-8 locale such as LC_ALL=C.UTF-8";
  }
}
