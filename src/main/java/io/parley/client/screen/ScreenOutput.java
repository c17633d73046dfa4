package io.parley.client.screen;

import io.parley.client.model.DisplayLine;
import java.util.List;

/** The output of a screen. All methods may be called from any thread. */
public interface ScreenOutput {

  /**
   * Shows lines of the chat, and leaves the input line as it is.
   *
   * @throws java.io.UncheckedIOException if the output is closed
   */
  void draw(List<DisplayLine> lines);

  /**
   * Shows lines of this program about the chat, as {@link #draw} does with notices.
   *
   * @param lines without the prefix of notices
   */
  default void showInfo(List<String> lines) {
    draw(lines.stream().map(DisplayLine::notice).toList());
  }

  /**
   * Shows why something that was typed is not sent or was refused by the server.
   *
   * @param reason a sentence
   */
  default void showRefusal(String reason) {
    showInfo(List.of(reason));
  }

  /**
   * Shows a line about the program itself, for example that the connection is lost or that a line
   * is too long.
   */
  void showDiagnostic(String line);
}
