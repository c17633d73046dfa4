package io.parley.history;

import java.text.Normalizer;
import java.util.Map;

/**
 * Accents of letters in folded words. A word is compared in its decomposed form, in which each
 * letter is followed by its accents: the characters of the block Combining Diacritical Marks, which
 * Latin, Greek and Cyrillic letters have. Vowel signs of other scripts are no accents.
 */
final class Accents {
  private static final char FIRST_ACCENT = '\u0300';
  private static final char LAST_ACCENT = '\u036F';
  private static final String STROKE = "\u0335";
  private static final String TIE = "\u0361";

  /** Letters that Unicode does not decompose. */
  private static final Map<Character, String> FURTHER_DECOMPOSITIONS =
      Map.of(
          'ø', "o" + STROKE,
          'ł', "l" + STROKE,
          'đ', "d" + STROKE,
          'ħ', "h" + STROKE,
          'ŧ', "t" + STROKE,
          'æ', "a" + TIE + "e" + TIE,
          'œ', "o" + TIE + "e" + TIE);

  private Accents() {}

  /** Returns the decomposed form of a word. */
  static String decompose(String word) {
    if (word.chars().allMatch(c -> c < 0x80)) {
      return word;
    }
    StringBuilder decomposed = new StringBuilder(word.length() + 4);
    Normalizer.normalize(word, Normalizer.Form.NFD)
        .chars()
        .forEach(
            c ->
                decomposed.append(
                    FURTHER_DECOMPOSITIONS.getOrDefault((char) c, Character.toString(c))));
    return decomposed.toString();
  }

  /** Returns a decomposed word without its accents. */
  static String strip(String word) {
    StringBuilder letters = new StringBuilder(word.length());
    word.chars().filter(c -> !isAccent((char) c)).forEach(c -> letters.append((char) c));
    return letters.toString();
  }

  /** Returns the first letters of a decomposed word, with their accents. */
  static String limit(String word, int maxLetters) {
    int end = 0;
    for (int letters = 0; letters < maxLetters && end < word.length(); letters++) {
      int next = word.offsetByCodePoints(end, 1);
      end = next;
      while (end < word.length() && isAccent(word.charAt(end))) {
        end++;
      }
    }
    return word.substring(0, end);
  }

  /**
   * Returns where the typed word ends in another; -1 if the other does not begin with it. A typed
   * letter without an accent equals the letter with any, and a typed accent must be there.
   *
   * @param typed a decomposed word
   * @param word a decomposed word
   * @return the end of the accents of the last equal letter
   */
  static int matchBeginning(String typed, String word) {
    int end = 0;
    for (int from = 0, to; from < typed.length(); from = to) {
      to = endOfLetter(typed, from);
      int letterEnd = endOfLetter(word, end);
      boolean equal =
          to - from == 1
              ? end < letterEnd && typed.charAt(from) == word.charAt(end)
              : to - from == letterEnd - end && typed.regionMatches(from, word, end, to - from);
      if (!equal) {
        return -1;
      }
      end = letterEnd;
    }
    return end;
  }

  /** Returns the end of the letter, or half of a letter, and its accents at {@code from}. */
  private static int endOfLetter(String word, int from) {
    int end = Math.min(from + 1, word.length());
    while (end < word.length() && isAccent(word.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isAccent(char c) {
    return c >= FIRST_ACCENT && c <= LAST_ACCENT;
  }
}
