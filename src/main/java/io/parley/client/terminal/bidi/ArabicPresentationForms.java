package io.parley.client.terminal.bidi;

import java.text.Normalizer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The presentation forms of Arabic letters, found by their Unicode character names. */
final class ArabicPresentationForms {

  /** The form of a letter. The constants are parts of Unicode character names. */
  enum Form {
    ISOLATED,
    FINAL,
    INITIAL,
    MEDIAL;

    static Form of(boolean joinsPrevious, boolean joinsNext) {
      if (joinsPrevious) {
        return joinsNext ? MEDIAL : FINAL;
      }
      return joinsNext ? INITIAL : ISOLATED;
    }
  }

  /** The blocks Arabic Presentation Forms A and B. */
  private static final char FIRST = '\uFB50';

  private static final char LAST = '\uFEFC';

  private static final Map<String, Map<Form, String>> ALL = all();

  private ArabicPresentationForms() {}

  /**
   * The character for a form; empty if there is none.
   *
   * @param letters one letter, or lam and alef, which form a ligature
   */
  static Optional<String> form(String letters, Form form) {
    return Optional.ofNullable(ALL.get(letters)).map(forms -> forms.get(form));
  }

  private static Map<String, Map<Form, String>> all() {
    Map<String, Map<Form, String>> all = new HashMap<>();
    for (char c = FIRST; c <= LAST; c++) {
      String name = Character.isDefined(c) ? Character.getName(c) : "";
      if (name.startsWith("ARABIC LETTER") || name.startsWith("ARABIC LIGATURE LAM WITH ALEF")) {
        String shown = String.valueOf(c);
        for (Form form : Form.values()) {
          if (name.endsWith(" " + form + " FORM")) {
            all.computeIfAbsent(
                    Normalizer.normalize(shown, Normalizer.Form.NFKC),
                    letters -> new EnumMap<>(Form.class))
                .putIfAbsent(form, shown);
          }
        }
      }
    }
    return all;
  }
}
