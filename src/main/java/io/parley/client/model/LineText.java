package io.parley.client.model;

import io.parley.protocol.Nickname;
import java.util.Optional;

/**
 * The text of a line.
 *
 * @param text without a newline, safe to show
 * @param author the position of the author in the text; empty if it has none
 */
public record LineText(String text, Optional<Author> author) {
  /** Separates the author from the text. */
  public static final String AUTHOR_SEPARATOR = ": ";

  /** Begins lines that no user has written. Users' lines begin with a nickname or a bracket. */
  private static final String NOTICE_PREFIX = "*** ";

  /** Begins lines about the program itself, as those of other programs begin with their names. */
  private static final String DIAGNOSTIC_PREFIX = "parley: ";

  /**
   * The author of a text.
   *
   * @param start the index of the nickname in the text
   */
  public record Author(Nickname nickname, int start) {
    /** The index after the nickname. */
    public int end() {
      return start + nickname.value().length();
    }
  }

  /** A text that is shown as it is. */
  public static LineText plain(String text) {
    return new LineText(text, Optional.empty());
  }

  /** A text of the server or of this program. */
  public static LineText notice(String text) {
    return plain(NOTICE_PREFIX + text);
  }

  /** A text about the program itself, for example that the connection is lost. */
  public static LineText diagnostic(String text) {
    return plain(DIAGNOSTIC_PREFIX + text);
  }

  /** A text of a user: the nickname of its author between two strings. */
  public static LineText authored(String before, Nickname author, String after) {
    return new LineText(before + author + after, Optional.of(new Author(author, before.length())));
  }

  /** This text with a string in front, for example the name of its room. */
  public LineText withPrefix(String prefix) {
    return new LineText(
        prefix + text,
        author.map(found -> new Author(found.nickname(), prefix.length() + found.start())));
  }

  public LineText withoutAuthor() {
    return plain(text);
  }
}
