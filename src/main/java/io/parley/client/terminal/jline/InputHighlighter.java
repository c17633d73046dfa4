package io.parley.client.terminal.jline;

import io.parley.protocol.Text;
import org.jline.reader.LineReader;
import org.jline.reader.impl.DefaultHighlighter;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.WCWidth;

/**
 * JLine's highlighter, which keeps combining and joining characters. JLine's own drops every
 * character of width 0.
 */
final class InputHighlighter extends DefaultHighlighter {
  /** Stands for a character of width 0; a private-use character of width 1. */
  private static final char PLACEHOLDER = '\uE000';

  @Override
  public AttributedString highlight(LineReader reader, String buffer) {
    StringBuilder replaced = new StringBuilder();
    StringBuilder originals = new StringBuilder();
    for (int i = 0; i < buffer.length(); i++) {
      char c = buffer.charAt(i);
      boolean isReplaced = c == PLACEHOLDER || (WCWidth.wcwidth(c) == 0 && isShown(c));
      replaced.append(isReplaced ? PLACEHOLDER : c);
      originals.append(isReplaced ? String.valueOf(c) : "");
    }
    AttributedString highlighted = super.highlight(reader, replaced.toString());
    return originals.isEmpty() ? highlighted : restoreCharacters(originals, highlighted);
  }

  private static AttributedString restoreCharacters(
      CharSequence originals, AttributedString highlighted) {
    AttributedStringBuilder restored = new AttributedStringBuilder();
    int next = 0;
    for (int i = 0; i < highlighted.length(); i++) {
      boolean isPlaceholder = highlighted.charAt(i) == PLACEHOLDER;
      char c = isPlaceholder ? originals.charAt(next++) : highlighted.charAt(i);
      restored.append(String.valueOf(c), highlighted.styleAt(i));
    }
    return restored.toAttributedString();
  }

  private static boolean isShown(char c) {
    return Character.isSurrogate(c)
        || Text.sanitize(String.valueOf(c)).value().equals(String.valueOf(c));
  }
}
