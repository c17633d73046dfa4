package io.parley.protocol;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;

/**
 * Folds compatible characters (NFKC) and case. The result of lower(upper(lower(x))) in {@code
 * java.base} is equal for the same texts as Unicode's full case folding. The first lower is for the
 * capital ẞ, whose upper case is itself. In addition, the dotless ı equals i.
 */
public final class CaseFolding {
  private CaseFolding() {}

  /** Folds a text. The result is at most 18 times as long as the text. */
  public static String fold(String text) {
    if (isAscii(text)) {
      return text.toLowerCase(Locale.ROOT); // the same result, faster
    }
    String folded =
        compatible(text).toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Form.NFKC);
  }

  /** Replaces compatible characters (NFKC). The result is at most 18 times as long as the text. */
  static String compatible(String text) {
    return isAscii(text) ? text : Normalizer.normalize(text, Form.NFKC);
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
