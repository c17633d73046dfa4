package io.parley.client.command;

import io.parley.protocol.Text;

/** The texts and commands that a client for one message accepts. */
public final class OneShotText {
  private OneShotText() {}

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
    UserCommand input = new CommandTable().parse(line);
    if (input instanceof UserCommand.Quit) {
      throw new IllegalArgumentException(line + " says nothing");
    }
    if (input instanceof UserCommand.ShowText show) {
      throw new IllegalArgumentException(
          show.lines().size() == 1 ? show.lines().get(0) : line + " says nothing");
    }
    return line;
  }

  /** The same for a text that is no command, whatever it begins with. */
  public static String parseText(String text) {
    return parse(text.startsWith("/") ? "/" + text : text);
  }
}
