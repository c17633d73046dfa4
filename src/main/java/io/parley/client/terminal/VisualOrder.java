package io.parley.client.terminal;

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
final class VisualOrder implements Ordering {

  /** A part, which begins in the text where it says. */
  private record Part(int from, int to, Bidi directions) {
    private boolean beginsRight() {
      return directions.getParaLevel() % 2 != 0;
    }
  }

  /**
   * What is shown as one character.
   *
   * @param at where it begins in the text
   */
  private record Shown(int at, String character, AttributedStyle style) {
    private int columns() {
      return new AttributedString(character).columnLength();
    }
  }

  private final AttributedString text;
  private final String letters;
  private final List<Part> parts = new ArrayList<>();

  /**
   * Of a text.
   *
   * @param cuts where a part of it ends and another begins, the first first
   */
  VisualOrder(AttributedString text, List<Integer> cuts) {
    this.text = text;
    this.letters = text.toString();
    List<Integer> ends = new ArrayList<>(cuts);
    ends.add(text.length());
    int from = 0;
    for (int to : ends) {
      byte direction = parts.isEmpty() ? Bidi.LTR : Bidi.LEVEL_DEFAULT_LTR;
      parts.add(new Part(from, to, new Bidi(letters.substring(from, to), direction)));
      from = to;
    }
  }

  @Override
  public AttributedString row(int from, int to) {
    AttributedStringBuilder row = new AttributedStringBuilder();
    parts.forEach(
        part -> shown(part, from, to).forEach(one -> row.append(one.character(), one.style())));
    return row.toAttributedString();
  }

  /** Behind all that there is it is beside the left end of what is read from right to left. */
  @Override
  public int column(int from, int to, int place) {
    int column = 0;
    for (Part part : parts) {
      List<Shown> shown = shown(part, from, to);
      if (place == to && part.to() >= to && part.beginsRight() && !shown.isEmpty()) {
        return Math.max(0, column - 1);
      }
      for (Shown one : shown) {
        if (one.at() == place) {
          return column;
        }
        column += one.columns();
      }
    }
    return column;
  }

  /** The characters of a part that are in a row, from left to right. */
  private List<Shown> shown(Part part, int from, int to) {
    int begin = Math.max(from, part.from());
    int end = Math.min(to, part.to());
    if (begin >= end) {
      return List.of();
    }
    List<Integer> places = characters(begin, end);
    List<String> characters = new ArrayList<>();
    byte[] levels = new byte[places.size()];
    Bidi row = part.directions().setLine(begin - part.from(), end - part.from());
    for (int i = 0; i < levels.length; i++) {
      int place = places.get(i);
      int next = i + 1 < levels.length ? places.get(i + 1) : end;
      characters.add(letters.substring(place, next));
      levels[i] = row.getLevelAt(place - begin);
    }
    List<String> forms = ArabicForms.of(characters);
    List<Shown> shown = new ArrayList<>();
    for (int i : Bidi.reorderVisual(levels)) {
      String form = levels[i] % 2 == 0 ? forms.get(i) : mirrored(forms.get(i));
      shown.add(new Shown(places.get(i), form, text.styleAt(places.get(i))));
    }
    return shown;
  }

  /** Where each begins that a reader takes for one character. */
  private List<Integer> characters(int begin, int end) {
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(letters.substring(begin, end));
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
