package io.parley.client.terminal.bidi;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Bidi;
import com.ibm.icu.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * The rows of a text from left to right, though some of it is read from right to left: by the
 * Unicode Bidirectional Algorithm (UAX #9). The first part of the text is read from left to right,
 * each other in the direction of its first letter, and none moves anything of another.
 */
final class VisualLayout implements BidiLayout {

  /** A part, which begins in the text where it says. */
  private record Paragraph(int from, int to, Bidi bidi) {
    private boolean isRightToLeft() {
      return bidi.getParaLevel() % 2 != 0;
    }
  }

  /**
   * What is shown as one character.
   *
   * @param start where it begins in the text
   */
  private record Glyph(int start, String character, AttributedStyle style) {
    private int columns() {
      return new AttributedString(character).columnLength();
    }
  }

  private final AttributedString text;
  private final String plainText;
  private final List<Paragraph> paragraphs = new ArrayList<>();

  /**
   * Of a text.
   *
   * @param cuts where a part of it ends and another begins, the first first
   */
  VisualLayout(AttributedString text, List<Integer> cuts) {
    this.text = text;
    this.plainText = text.toString();
    List<Integer> ends = new ArrayList<>(cuts);
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
        part -> glyphs(part, from, to).forEach(one -> row.append(one.character(), one.style())));
    return row.toAttributedString();
  }

  /** Behind all that there is it is beside the left end of what is read from right to left. */
  @Override
  public int column(int from, int to, int place) {
    int column = 0;
    for (Paragraph part : paragraphs) {
      List<Glyph> shown = glyphs(part, from, to);
      if (place == to && part.to() >= to && part.isRightToLeft() && !shown.isEmpty()) {
        return Math.max(0, column - 1);
      }
      for (Glyph one : shown) {
        if (one.start() == place) {
          return column;
        }
        column += one.columns();
      }
    }
    return column;
  }

  /** The characters of a part that are in a row, from left to right. */
  private List<Glyph> glyphs(Paragraph part, int from, int to) {
    int begin = Math.max(from, part.from());
    int end = Math.min(to, part.to());
    if (begin >= end) {
      return List.of();
    }
    List<Integer> places = characterStarts(begin, end);
    List<String> characters = new ArrayList<>();
    byte[] levels = new byte[places.size()];
    Bidi row = part.bidi().setLine(begin - part.from(), end - part.from());
    for (int i = 0; i < levels.length; i++) {
      int place = places.get(i);
      int next = i + 1 < levels.length ? places.get(i + 1) : end;
      characters.add(plainText.substring(place, next));
      levels[i] = row.getLevelAt(place - begin);
    }
    List<String> forms = ArabicShaper.shape(characters);
    List<Glyph> shown = new ArrayList<>();
    for (int i : Bidi.reorderVisual(levels)) {
      String form = levels[i] % 2 == 0 ? forms.get(i) : mirrored(forms.get(i));
      shown.add(new Glyph(places.get(i), form, text.styleAt(places.get(i))));
    }
    return shown;
  }

  /** Where each begins that a reader takes for one character. */
  private List<Integer> characterStarts(int begin, int end) {
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(plainText.substring(begin, end));
    List<Integer> places = new ArrayList<>();
    for (int at = characters.first(); at < end - begin; at = characters.next()) {
      places.add(begin + at);
    }
    return places;
  }

  /** An opening bracket opens to the left there. */
  private static String mirrored(String character) {
    if (character.isEmpty()) {
      return character;
    }
    int first = character.codePointAt(0);
    return Character.toString(UCharacter.getMirror(first))
        + character.substring(Character.charCount(first));
  }
}
