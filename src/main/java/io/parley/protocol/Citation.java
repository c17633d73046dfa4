package io.parley.protocol;

/**
 * The message that a text answers, as it is now.
 *
 * @param id its id, at least 1
 * @param nickname who wrote it
 * @param excerpt its first characters on one line; empty if it was deleted
 */
public record Citation(long id, Nickname nickname, Text excerpt) {
  /** The characters of an excerpt. */
  public static final int MAX_LENGTH = 60;

  private static final String CUT = "…";

  /** The citation of a text, which is shortened if it is longer than an excerpt. */
  public static Citation of(long id, Nickname nickname, Text text) {
    String line = text.toSingleLine();
    if (line.codePointCount(0, line.length()) > MAX_LENGTH) {
      line = line.substring(0, line.offsetByCodePoints(0, MAX_LENGTH - 1)) + CUT;
    }
    return new Citation(id, nickname, Text.sanitize(line));
  }

  /** As in {@code amy: the first words}. */
  public String toPlainText() {
    return nickname + ": " + (excerpt.isBlank() ? "(deleted)" : excerpt.value());
  }
}
