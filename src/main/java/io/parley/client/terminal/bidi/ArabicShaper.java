package io.parley.client.terminal.bidi;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.JoiningType;
import com.ibm.icu.lang.UProperty;
import io.parley.client.terminal.bidi.ArabicPresentationForms.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Arabic letters as they look beside each other: most terminals show each as if it stood alone,
 * unless they get the character of the form that it has there. Which letters are joined says
 * section 9.2 of the Unicode Standard. What stands on a letter stays.
 */
final class ArabicShaper {
  /** ZERO WIDTH NON-JOINER, which stands behind a letter. */
  private static final char NON_JOINER = '\u200C';

  private ArabicShaper() {}

  /**
   * Shapes them.
   *
   * @param characters as a reader counts them, each with what stands on it, in the order in which
   *     they are read
   * @return as many; the alef of a ligature is empty
   */
  static List<String> shape(List<String> characters) {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < characters.size(); i++) {
      String one = characters.get(i);
      String next = i + 1 < characters.size() ? characters.get(i + 1) : " ";
      boolean before = i > 0 && areJoined(characters.get(i - 1), one);
      boolean behind = areJoined(one, next);
      Optional<String> ligature =
          behind
              ? ArabicPresentationForms.form(letter(one) + letter(next), Form.of(before, false))
              : Optional.empty();
      if (ligature.isPresent()) {
        shown.add(ligature.get() + marks(one) + marks(next));
        shown.add("");
        i++;
      } else {
        Optional<String> form = ArabicPresentationForms.form(letter(one), Form.of(before, behind));
        shown.add(form.map(letter -> letter + marks(one)).orElse(one));
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

  private static boolean areJoined(String one, String next) {
    int first = joining(one);
    int second = joining(next);
    return (first == JoiningType.DUAL_JOINING
            || first == JoiningType.LEFT_JOINING
            || first == JoiningType.JOIN_CAUSING)
        && (second == JoiningType.DUAL_JOINING
            || second == JoiningType.RIGHT_JOINING
            || second == JoiningType.JOIN_CAUSING)
        && one.indexOf(NON_JOINER) < 0;
  }

  private static int joining(String character) {
    return UCharacter.getIntPropertyValue(character.codePointAt(0), UProperty.JOINING_TYPE);
  }
}
