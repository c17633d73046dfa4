package io.parley.client.command;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The arguments of a command that bans or mutes: {@code TARGET [for TIME] [REASON]}.
 *
 * @param time a number and a unit, as the server reads it; empty if none is given
 */
record RestrictionWords(String target, Optional<String> time, Optional<String> reason) {
  /** The word before the time. */
  static final String FOR = "for";

  private static final Pattern TIME = Pattern.compile("[0-9]{1,8}[smhd]");

  /**
   * Reads a line without leading spaces; empty if the target is missing. The word after "for" is a
   * time if it looks like one; otherwise it is part of the reason.
   */
  static Optional<RestrictionWords> parse(String line) {
    String[] words = line.split("\\s+", 4);
    if (words[0].isEmpty()) {
      return Optional.empty();
    }
    String word = words.length > 2 ? words[2].toLowerCase(Locale.ROOT) : "";
    boolean isTimed =
        words.length > 2 && words[1].equalsIgnoreCase(FOR) && TIME.matcher(word).matches();
    return Optional.of(
        isTimed
            ? new RestrictionWords(words[0], Optional.of(word), rest(words, 3))
            : new RestrictionWords(words[0], Optional.empty(), rest(line.split("\\s+", 2), 1)));
  }

  private static Optional<String> rest(String[] words, int index) {
    return words.length > index ? Optional.of(words[index]) : Optional.empty();
  }
}
