package io.parley.client.terminal.bidi;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.JoiningType;
import com.ibm.icu.lang.UProperty;
import io.parley.client.terminal.bidi.ArabicPresentationForms.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replaces Arabic letters by their contextual forms, because most terminals show each letter as if
 * it stood alone. Section 9.2 of the Unicode Standard defines which letters join. Marks on a letter
 * stay.
 */
final class ArabicShaper {
  /** ZERO WIDTH NON-JOINER, which follows a letter. */
  private static final char NON_JOINER = '\u200C';

  private ArabicShaper() {}

  /**
   * Shapes a text.
   *
   * @param characters grapheme clusters in logical order
   * @return the same number of characters; the alef of a ligature is empty
   */
  static List<String> shape(List<String> characters) {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < characters.size(); i++) {
      String current = characters.get(i);
      String next = i + 1 < characters.size() ? characters.get(i + 1) : " ";
      boolean joinsPrevious = i > 0 && areJoined(characters.get(i - 1), current);
      boolean joinsNext = areJoined(current, next);
      Optional<String> ligature =
          joinsNext
              ? ArabicPresentationForms.form(
                  letter(current) + letter(next), Form.of(joinsPrevious, false))
              : Optional.empty();
      if (ligature.isPresent()) {
        shown.add(ligature.get() + marks(current) + marks(next));
        shown.add("");
        i++;
      } else {
        Optional<String> form =
            ArabicPresentationForms.form(letter(current), Form.of(joinsPrevious, joinsNext));
        shown.add(form.map(letter -> letter + marks(current)).orElse(current));
      }
    }
    return shown;
  }

  private static String letter(String character) {
    return character.substring(0, 1);
  }

  private static String marks(String character) {
    return character.substring(1);
  }

  private static boolean areJoined(String current, String next) {
    int first = joining(current);
    int second = joining(next);
    return (first == JoiningType.DUAL_JOINING
            || first == JoiningType.LEFT_JOINING
            || first == JoiningType.JOIN_CAUSING)
        && (second == JoiningType.DUAL_JOINING
            || second == JoiningType.RIGHT_JOINING
            || second == JoiningType.JOIN_CAUSING)
        && current.indexOf(NON_JOINER) < 0;
  }

  private static int joining(String character) {
    return UCharacter.getIntPropertyValue(character.codePointAt(0), UProperty.JOINING_TYPE);
  }
}
