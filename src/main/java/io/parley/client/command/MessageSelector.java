package io.parley.client.command;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a user names a message of the current room.
 *
 * @param isId whether the number is the id of the message; otherwise 1 is the newest
 * @param number at least 1
 */
record MessageSelector(boolean isId, long number) {
  /** The newest message. */
  static final MessageSelector NEWEST = new MessageSelector(false, 1);

  private static final Pattern WORD = Pattern.compile("([#^])([1-9][0-9]{0,14})");

  /** Reads {@code #ID} or {@code ^N}; empty for another word, which is text. */
  static Optional<MessageSelector> parse(String word) {
    Matcher matcher = WORD.matcher(word);
    return matcher.matches()
        ? Optional.of(
            new MessageSelector(matcher.group(1).equals("#"), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }
}
