package io.parley.client.terminal;

import io.parley.protocol.Text;
import org.jline.reader.LineReader;
import org.jline.reader.impl.DefaultHighlighter;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.WCWidth;

/**
 * What is typed as a room would show it: with what stands on another character or joins two, which
 * JLine's highlighter drops.
 */
final class InputHighlighter extends DefaultHighlighter {
  /** A character for private use, as wide as JLine's highlighter wants it. */
  private static final char PLACEHOLDER = '\uE000';

  @Override
  public AttributedString highlight(LineReader reader, String buffer) {
    StringBuilder wide = new StringBuilder();
    StringBuilder stoodFor = new StringBuilder();
    for (int i = 0; i < buffer.length(); i++) {
      char c = buffer.charAt(i);
      boolean standsIn = c == PLACEHOLDER || (WCWidth.wcwidth(c) == 0 && isShown(c));
      wide.append(standsIn ? PLACEHOLDER : c);
      stoodFor.append(standsIn ? String.valueOf(c) : "");
    }
    AttributedString highlighted = super.highlight(reader, wide.toString());
    return stoodFor.isEmpty() ? highlighted : restoreCharacters(stoodFor, highlighted);
  }

  private static AttributedString restoreCharacters(
      CharSequence stoodFor, AttributedString highlighted) {
    AttributedStringBuilder shown = new AttributedStringBuilder();
    int next = 0;
    for (int i = 0; i < highlighted.length(); i++) {
      boolean standIn = highlighted.charAt(i) == PLACEHOLDER;
      char c = standIn ? stoodFor.charAt(next++) : highlighted.charAt(i);
      shown.append(String.valueOf(c), highlighted.styleAt(i));
    }
    return shown.toAttributedString();
  }

  private static boolean isShown(char c) {
    return !Text.sanitize(String.valueOf(c)).value().isEmpty();
  }
}
