package io.parley.client.state;

import io.parley.protocol.CaseFolding;
import io.parley.protocol.Nickname;

/**
 * A text in which all spellings of a nickname are the same, as for the server. A word in it ends
 * where a nickname would: {@code bob} is no word of {@code bob-2}.
 */
record FoldedText(String folded) {

  /** Folds a text or a word. */
  static FoldedText of(String text) {
    // The case of a sigma depends on the letters around it, so a word alone may differ.
    return new FoldedText(CaseFolding.fold(text).replace('ς', 'σ'));
  }

  /** Whether the text contains a word, and no part of a nickname is before or after it. */
  boolean containsWord(FoldedText word) {
    String searched = word.folded();
    if (searched.isEmpty()) {
      return false;
    }
    for (int at = folded.indexOf(searched); at >= 0; at = folded.indexOf(searched, at + 1)) {
      int end = at + searched.length();
      if ((at == 0 || !isPartOfName(folded.codePointBefore(at)))
          && (end == folded.length() || !isPartOfName(folded.codePointAt(end)))) {
        return true;
      }
    }
    return false;
  }

  /** An accent that did not compose belongs to its letter, too. */
  private static boolean isPartOfName(int codePoint) {
    return Nickname.isAllowed(codePoint) || isMark(Character.getType(codePoint));
  }

  private static boolean isMark(int type) {
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }
}
