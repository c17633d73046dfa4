package io.parley.client.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jline.terminal.Terminal;

/**
 * The clipboard of the person's computer, which many terminals let programs set (OSC 52), also over
 * ssh. A terminal does not answer, so nobody knows whether it did. tmux passes it on with {@code
 * set -g set-clipboard on}.
 */
final class TerminalClipboard {
  /** The limit of several terminals for a control sequence is 100,000 bytes. */
  static final int MAX_BYTES = 70_000;

  private static final String BEGIN = "\u001b]52;c;";
  private static final String END = "\u0007";

  /** How much of the text the confirmation repeats. */
  private static final int SHOWN_COLUMNS = 60;

  private final Terminal terminal;
  private final Truncation truncation;

  TerminalClipboard(Terminal terminal) {
    this.terminal = terminal;
    this.truncation = Truncation.create(terminal.encoding());
  }

  /**
   * Sends a text to the clipboard.
   *
   * @return what has happened, as a sentence for the user
   */
  String copy(String text) {
    if (!XtermControls.areKnownTo(terminal)) {
      return "This terminal (" + terminal.getType() + ") has no clipboard for programs.";
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_BYTES) {
      return "Not copied: it has " + bytes.length + " bytes; the limit is " + MAX_BYTES + ".";
    }
    terminal.writer().write(BEGIN + Base64.getEncoder().encodeToString(bytes) + END);
    return "Copied, if the terminal lets programs do so: "
        + truncation.truncate(text, SHOWN_COLUMNS);
  }
}
