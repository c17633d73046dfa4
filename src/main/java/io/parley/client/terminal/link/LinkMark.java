package io.parley.client.terminal.link;

import org.jline.utils.AttributedStyle;

/**
 * Marks characters of a text as parts of a link, while the text is cut and reordered. The mark is a
 * number in the bits for the background colour, without the flag for such a colour; messages have
 * no background. It is removed before anything is printed. {@code LinkedRowTest} checks that JLine
 * keeps these bits.
 */
final class LinkMark {
  private static final int SHIFT = 39;
  private static final long BITS = 0xFFFFFFL << SHIFT;

  private LinkMark() {}

  /**
   * Marks a style.
   *
   * @param index the index of the link, less than 2^24 - 1
   */
  static AttributedStyle set(AttributedStyle style, int index) {
    return new AttributedStyle(
        (style.getStyle() & ~BITS) | ((index + 1L) << SHIFT), style.getMask() | BITS);
  }

  static AttributedStyle clear(AttributedStyle style) {
    return new AttributedStyle(style.getStyle() & ~BITS, style.getMask());
  }

  /** The index of the link; -1 if the style is not marked. */
  static int index(AttributedStyle style) {
    return (int) ((style.getStyle() & BITS) >>> SHIFT) - 1;
  }
}
