package io.parley.client.terminal.bidi;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Bidi;
import com.ibm.icu.text.BreakIterator;
import io.parley.client.terminal.cluster.ClusterColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Puts text in visual order by the Unicode Bidirectional Algorithm (UAX #9). The first paragraph is
 * left to right; each other one has the direction of its first letter. Paragraphs of one row follow
 * one another from left to right.
 */
final class VisualLayout implements BidiLayout {

  /** A paragraph of the text. */
  private record Paragraph(int from, int to, Bidi bidi) {
    private boolean isRightToLeft() {
      return bidi.getParaLevel() % 2 != 0;
    }
  }

  /**
   * A character as glyphs.
   *
   * @param start its index in the text
   */
  private record Glyph(int start, String character, AttributedStyle style) {
    private int columns() {
      return ClusterColumns.withFlagWidths(new AttributedString(character)).columnLength();
    }
  }

  private final AttributedString text;
  private final String plainText;
  private final List<Paragraph> paragraphs = new ArrayList<>();

  /**
   * Creates the layout of a text.
   *
   * @param paragraphStarts the indexes of all paragraphs except the first, ascending
   */
  VisualLayout(AttributedString text, List<Integer> paragraphStarts) {
    this.text = text;
    this.plainText = text.toString();
    List<Integer> ends = new ArrayList<>(paragraphStarts);
    ends.add(text.length());
    int from = 0;
    for (int to : ends) {
      byte direction = paragraphs.isEmpty() ? Bidi.LTR : Bidi.LEVEL_DEFAULT_LTR;
      paragraphs.add(new Paragraph(from, to, new Bidi(plainText.substring(from, to), direction)));
      from = to;
    }
  }

  @Override
  public AttributedString row(int from, int to) {
    AttributedStringBuilder row = new AttributedStringBuilder();
    paragraphs.forEach(
        paragraph ->
            glyphs(paragraph, from, to).forEach(one -> row.append(one.character(), one.style())));
    return ClusterColumns.withFlagWidths(row.toAttributedString());
  }

  /** At the end of right-to-left text the cursor is beside its left end. */
  @Override
  public int column(int from, int to, int index) {
    int column = 0;
    for (Paragraph paragraph : paragraphs) {
      List<Glyph> glyphs = glyphs(paragraph, from, to);
      if (index == to && paragraph.to() >= to && paragraph.isRightToLeft() && !glyphs.isEmpty()) {
        return Math.max(0, column - 1);
      }
      for (Glyph one : glyphs) {
        if (one.start() == index) {
          return column;
        }
        column += one.columns();
      }
    }
    return column;
  }

  /** The characters of a paragraph in a row, from left to right. */
  private List<Glyph> glyphs(Paragraph paragraph, int from, int to) {
    int begin = Math.max(from, paragraph.from());
    int end = Math.min(to, paragraph.to());
    if (begin >= end) {
      return List.of();
    }
    List<Integer> starts = characterStarts(begin, end);
    List<String> characters = new ArrayList<>();
    byte[] levels = new byte[starts.size()];
    Bidi row = paragraph.bidi().setLine(begin - paragraph.from(), end - paragraph.from());
    for (int i = 0; i < levels.length; i++) {
      int index = starts.get(i);
      int next = i + 1 < levels.length ? starts.get(i + 1) : end;
      characters.add(plainText.substring(index, next));
      levels[i] = row.getLevelAt(index - begin);
    }
    List<String> forms = ArabicShaper.shape(characters);
    List<Glyph> glyphs = new ArrayList<>();
    for (int i : Bidi.reorderVisual(levels)) {
      String form = levels[i] % 2 == 0 ? forms.get(i) : mirrored(forms.get(i));
      glyphs.add(new Glyph(starts.get(i), form, text.styleAt(starts.get(i))));
    }
    return glyphs;
  }

  /** The start of each grapheme cluster. */
  private List<Integer> characterStarts(int begin, int end) {
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(plainText.substring(begin, end));
    List<Integer> starts = new ArrayList<>();
    for (int at = characters.first(); at < end - begin; at = characters.next()) {
      starts.add(begin + at);
    }
    return starts;
  }

  /** The mirrored form, for example of a bracket. */
  private static String mirrored(String character) {
    if (character.isEmpty()) {
      return character;
    }
    int first = character.codePointAt(0);
    return Character.toString(UCharacter.getMirror(first))
        + character.substring(Character.charCount(first));
  }
}
