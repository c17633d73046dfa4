package io.parley.client.terminal.bidi;

import java.text.Normalizer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The characters for the forms of Arabic letters, as their names tell which these are. */
final class ArabicPresentationForms {

  /** By what a letter is joined to; as the characters are named. */
  enum Form {
    ISOLATED,
    FINAL,
    INITIAL,
    MEDIAL;

    static Form of(boolean before, boolean behind) {
      if (before) {
        return behind ? MEDIAL : FINAL;
      }
      return behind ? INITIAL : ISOLATED;
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
   * @param letters one; or lam and alef, which are one
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
