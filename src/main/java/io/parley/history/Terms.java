package io.parley.history;

import io.parley.protocol.Folding;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What of a text can be found. Scripts that put spaces between words give words; those that do not
 * give runs, any part of which can be looked for. Compatible characters and upper and lower case
 * are the same. Symbols such as emoji are words; punctuation is nothing.
 *
 * @param words each once
 * @param runs of characters that are written without spaces
 */
record Terms(Set<String> words, List<String> runs) {
  /** The most code points of a word that count; the same in a text and a query. */
  private static final int LONGEST = 64;

  /** Characters for private use, which are in no word. */
  private static final String SPEAKER = "\uE000";

  private static final int SIGN = 0xE001;

  private static final int KATAKANA_LONG_VOWEL = 0x30FC;

  private static final Set<UnicodeScript> WITHOUT_SPACES =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  /** What an index is asked for: a term, or all terms that begin so. */
  record Lookup(String term, boolean prefix) {}

  private enum Sort {
    NOTHING,
    WORD,
    SYMBOL,
    RUN
  }

  static Terms of(String text) {
    Set<String> words = new LinkedHashSet<>();
    List<String> runs = new ArrayList<>();
    String all = folded(text);
    for (int from = 0, end; from < all.length(); from = end) {
      Sort sort = sortOf(all.codePointAt(from));
      end = end(all, from, sort);
      if (sort == Sort.RUN) {
        runs.add(all.substring(from, end));
      } else if (sort != Sort.NOTHING) {
        words.add(shortened(all.substring(from, end)));
      }
    }
    return new Terms(words, runs);
  }

  /** Where that ends which begins there. */
  private static int end(String all, int from, Sort sort) {
    int end = all.offsetByCodePoints(from, 1);
    while (sort != Sort.SYMBOL && end < all.length() && continues(sort, all.codePointAt(end))) {
      end = all.offsetByCodePoints(end, 1);
    }
    return end;
  }

  private static String shortened(String word) {
    return word.length() <= LONGEST || word.codePointCount(0, word.length()) <= LONGEST
        ? word
        : word.substring(0, word.offsetByCodePoints(0, LONGEST));
  }

  boolean isEmpty() {
    return words.isEmpty() && runs.isEmpty();
  }

  /** What an index keeps: the words, and of a run every two neighbours and the last alone. */
  Set<String> indexed() {
    Set<String> terms = new LinkedHashSet<>(words);
    for (String run : runs) {
      addPairs(run, terms);
      terms.add(run.substring(run.offsetByCodePoints(run.length(), -1)));
    }
    return terms;
  }

  /**
   * What an index is asked for: all that match have all of these. Some that have them do not match,
   * see {@link #contain}.
   */
  Set<Lookup> lookups() {
    Set<Lookup> lookups = new LinkedHashSet<>();
    words.forEach(word -> lookups.add(new Lookup(word, false)));
    for (String run : runs) {
      if (run.codePointCount(0, run.length()) == 1) {
        lookups.add(new Lookup(run, true));
      } else {
        Set<String> pairs = new LinkedHashSet<>();
        addPairs(run, pairs);
        pairs.forEach(pair -> lookups.add(new Lookup(pair, false)));
      }
    }
    return lookups;
  }

  /**
   * The term under which an index has everything that somebody said; seldom it has that of somebody
   * else under it, too.
   *
   * @param key of the nickname
   */
  static String saidBy(String key) {
    int[] name =
        key.codePoints()
            .limit(LONGEST)
            .map(c -> c < 0x80 && !Character.isLetterOrDigit(c) ? SIGN : c)
            .toArray();
    return SPEAKER + new String(name, 0, name.length);
  }

  /** Whether everything that is looked for is in here. */
  boolean contain(Terms query) {
    return words.containsAll(query.words)
        && query.runs.stream()
            .allMatch(wanted -> runs.stream().anyMatch(run -> run.contains(wanted)));
  }

  private static void addPairs(String run, Set<String> terms) {
    int[] all = run.codePoints().toArray();
    for (int i = 0; i + 1 < all.length; i++) {
      terms.add(new String(all, i, 2));
    }
  }

  private static String folded(String text) {
    String folded = Folding.of(text);
    // Some characters stand for eighteen; what an index takes has an end.
    return folded.length() <= Saying.LONGEST ? folded : folded.substring(0, Saying.LONGEST);
  }

  private static boolean continues(Sort sort, int c) {
    return sortOf(c) == sort || (sort != Sort.NOTHING && isMark(c));
  }

  private static Sort sortOf(int c) {
    if (c < 0x80) {
      return Character.isLetterOrDigit(c) ? Sort.WORD : Sort.NOTHING;
    }
    if (Character.getType(c) == Character.OTHER_SYMBOL) {
      return Sort.SYMBOL;
    }
    if (!Character.isLetterOrDigit(c) && !isNumber(c)) {
      return Sort.NOTHING;
    }
    return c == KATAKANA_LONG_VOWEL || WITHOUT_SPACES.contains(UnicodeScript.of(c))
        ? Sort.RUN
        : Sort.WORD;
  }

  private static boolean isNumber(int c) {
    int type = Character.getType(c);
    return type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
