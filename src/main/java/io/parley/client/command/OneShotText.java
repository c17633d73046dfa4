package io.parley.client.command;

import io.parley.protocol.Text;

/** The texts and commands that a client for one message accepts. */
public final class OneShotText {
  private OneShotText() {}

  /**
   * Checks a text or command as if it were typed, and returns it.
   *
   * @throws IllegalArgumentException if it is too long, empty, invalid, or a command that sends
   *     nothing; the message says why
   */
  public static String parse(String line) {
    int length = line.codePointCount(0, line.length());
    if (length > Text.MAX_LIMIT) {
      throw new IllegalArgumentException(
          "the text has " + length + " characters; the limit is " + Text.MAX_LIMIT);
    }
    if (Text.sanitize(line).isBlank()) {
      throw new IllegalArgumentException("the text is empty");
    }
    UserCommand input = new CommandTable().parse(line);
    if (input instanceof UserCommand.Quit) {
      throw new IllegalArgumentException(line + " sends nothing");
    }
    if (input instanceof UserCommand.ShowText show) {
      throw new IllegalArgumentException(
          show.lines().size() == 1 ? show.lines().get(0) : line + " sends nothing");
    }
    return line;
  }

  /** Checks a text that is no command, even if it begins with a slash. */
  public static String parseText(String text) {
    return parse(text.startsWith("/") ? "/" + text : text);
  }
}
