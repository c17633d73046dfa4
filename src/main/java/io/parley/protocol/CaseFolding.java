package io.parley.protocol;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;

/**
 * What is equal for texts that say the same: NFKC and full case folding. Folding is
 * lower(upper(lower(x))), with which {@code java.base} gives the classes of Unicode's full case
 * folding; the first step is for the capital ẞ, whose upper case is itself. One pair more is the
 * same here: the dotless ı and i.
 */
public final class CaseFolding {
  private CaseFolding() {}

  /** May be up to 18 times as long as the text. */
  public static String fold(String text) {
    if (isAscii(text)) {
      return text.toLowerCase(Locale.ROOT); // the same, without the work
    }
    String compatible = Normalizer.normalize(text, Form.NFKC);
    String folded =
        compatible.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Form.NFKC);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
