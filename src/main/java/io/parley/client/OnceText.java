package io.parley.client;

import io.parley.protocol.Text;

/** What can be said by somebody who says one thing. */
public final class OnceText {
  private OnceText() {}

  /**
   * Lets a line through that says something, or asks for something, as if it were typed.
   *
   * @throws IllegalArgumentException with what is wrong with it, in words for people
   */
  public static String parse(String line) {
    int length = line.codePointCount(0, line.length());
    if (length > Text.MAX_LIMIT) {
      throw new IllegalArgumentException(
          "the text has " + length + " characters; the limit is " + Text.MAX_LIMIT);
    }
    if (Text.sanitize(line).value().isBlank()) {
      throw new IllegalArgumentException("the text is empty");
    }
    Input input = new InputTable().interpret(line);
    if (input instanceof Input.Quit) {
      throw new IllegalArgumentException(line + " says nothing");
    }
    if (input instanceof Input.Show show) {
      throw new IllegalArgumentException(
          show.lines().size() == 1
              ? PipeScreen.withoutStars(show.lines().get(0))
              : line + " says nothing");
    }
    return line;
  }

  /** The same for a text that is no command, whatever it begins with. */
  public static String parseSaid(String text) {
    return parse(text.startsWith("/") ? "/" + text : text);
  }
}
