package io.parley.client.state;

import io.parley.protocol.CaseFolding;
import io.parley.protocol.Nickname;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A text in which all spellings of a nickname are the same, as for the server. A word in it ends
 * where a nickname must end: {@code bob} is no word of {@code bob-2}. The punctuation of nicknames
 * is also that of texts, so that {@code bob} is a word of {@code bob.} and of {@code [bob]}, but no
 * mention of {@code bob} if there is somebody whose name is {@code [bob]}.
 */
record FoldedText(String folded) {
  /** In code points, on each side of a word. A nickname with more around it is not looked for. */
  private static final int MAX_AROUND = Nickname.MAX_LENGTH;

  /** Folds a text or a word. */
  static FoldedText of(String text) {
    // The case of a sigma depends on the letters around it, so a word alone may differ.
    return new FoldedText(CaseFolding.fold(text).replace('ς', 'σ'));
  }

  /** Whether the text contains a word, with neither a letter nor the like before or after it. */
  boolean containsWord(FoldedText word) {
    return containsName(word, longer -> false);
  }

  /**
   * Whether the text contains a nickname, and not only as a part of another one.
   *
   * @param isKnown whether one of these folded names is a known nickname; asked for names with
   *     punctuation that have the nickname as a part
   */
  boolean containsName(FoldedText nickname, Predicate<Set<String>> isKnown) {
    String searched = nickname.folded();
    if (searched.isEmpty()) {
      return false;
    }
    for (int at = folded.indexOf(searched); at >= 0; at = folded.indexOf(searched, at + 1)) {
      int end = at + searched.length();
      if (canBegin(at) && canEnd(end)) {
        Set<String> longer = longerNames(at, end);
        if (longer.isEmpty() || !isKnown.test(longer)) {
          return true;
        }
      }
    }
    return false;
  }

  /** All that could be a nickname and is longer than the one from {@code start} to {@code end}. */
  private Set<String> longerNames(int start, int end) {
    List<Integer> ends = new ArrayList<>(List.of(end));
    for (int i = end, n = 0; n < MAX_AROUND && i < folded.length(); n++) {
      int c = folded.codePointAt(i);
      if (!isPartOfName(c)) {
        break;
      }
      i += Character.charCount(c);
      if (canEnd(i)) {
        ends.add(i);
      }
    }
    Set<String> names = new HashSet<>();
    for (int i = start, n = 0; n <= MAX_AROUND; n++) {
      if (canBegin(i)) {
        for (int last : ends) {
          names.add(folded.substring(i, last));
        }
      }
      if (i == 0 || !isPartOfName(folded.codePointBefore(i))) {
        break;
      }
      i -= Character.charCount(folded.codePointBefore(i));
    }
    names.remove(folded.substring(start, end));
    return names;
  }

  private boolean canBegin(int at) {
    return at == 0 || !continuesName(folded.codePointBefore(at));
  }

  private boolean canEnd(int at) {
    return at == folded.length() || !continuesName(folded.codePointAt(at));
  }

  private static boolean isPartOfName(int codePoint) {
    return continuesName(codePoint) || Nickname.isPunctuation(codePoint);
  }

  /** An accent that did not compose belongs to its letter, too. */
  private static boolean continuesName(int codePoint) {
    return Nickname.isWordCharacter(codePoint) || isMark(Character.getType(codePoint));
  }

  private static boolean isMark(int type) {
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }
}
