package io.parley.history;

import io.parley.protocol.CaseFolding;
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
 * @param unspacedRuns of characters that are written without spaces
 */
public record SearchTerms(Set<String> words, List<String> unspacedRuns) {
  /** The most code points of a word that count; the same in a text and a query. */
  private static final int MAX_WORD_LENGTH = 64;

  /** Characters for private use, which are in no word. */
  private static final String AUTHOR_PREFIX = "\uE000";

  private static final int PUNCTUATION_SUBSTITUTE = 0xE001;

  private static final int KATAKANA_LONG_VOWEL = 0x30FC;

  private static final Set<UnicodeScript> UNSPACED_SCRIPTS =
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
  public record IndexTerm(String term, boolean prefix) {}

  private enum CharacterClass {
    SEPARATOR,
    WORD,
    SYMBOL,
    UNSPACED
  }

  public static SearchTerms of(String text) {
    Set<String> words = new LinkedHashSet<>();
    List<String> runs = new ArrayList<>();
    String all = normalize(text);
    for (int from = 0, end; from < all.length(); from = end) {
      CharacterClass sort = classOf(all.codePointAt(from));
      end = endOf(all, from, sort);
      if (sort == CharacterClass.UNSPACED) {
        runs.add(all.substring(from, end));
      } else if (sort != CharacterClass.SEPARATOR) {
        words.add(truncate(all.substring(from, end)));
      }
    }
    return new SearchTerms(words, runs);
  }

  /** Where that ends which begins there. */
  private static int endOf(String all, int from, CharacterClass sort) {
    int end = all.offsetByCodePoints(from, 1);
    while (sort != CharacterClass.SYMBOL
        && end < all.length()
        && continues(sort, all.codePointAt(end))) {
      end = all.offsetByCodePoints(end, 1);
    }
    return end;
  }

  private static String truncate(String word) {
    return word.length() <= MAX_WORD_LENGTH
            || word.codePointCount(0, word.length()) <= MAX_WORD_LENGTH
        ? word
        : word.substring(0, word.offsetByCodePoints(0, MAX_WORD_LENGTH));
  }

  public boolean isEmpty() {
    return words.isEmpty() && unspacedRuns.isEmpty();
  }

  /** What an index keeps: the words, and of a run every two neighbours and the last alone. */
  public Set<String> indexTerms() {
    Set<String> terms = new LinkedHashSet<>(words);
    for (String run : unspacedRuns) {
      addPairs(run, terms);
      terms.add(run.substring(run.offsetByCodePoints(run.length(), -1)));
    }
    return terms;
  }

  /**
   * What an index is asked for: all that match have all of these. Some that have them do not match,
   * see {@link #containsAll}.
   */
  public Set<IndexTerm> queryTerms() {
    Set<IndexTerm> lookups = new LinkedHashSet<>();
    words.forEach(word -> lookups.add(new IndexTerm(word, false)));
    for (String run : unspacedRuns) {
      if (run.codePointCount(0, run.length()) == 1) {
        lookups.add(new IndexTerm(run, true));
      } else {
        Set<String> pairs = new LinkedHashSet<>();
        addPairs(run, pairs);
        pairs.forEach(pair -> lookups.add(new IndexTerm(pair, false)));
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
  public static String authorTerm(String key) {
    int[] name =
        key.codePoints()
            .limit(MAX_WORD_LENGTH)
            .map(c -> c < 0x80 && !Character.isLetterOrDigit(c) ? PUNCTUATION_SUBSTITUTE : c)
            .toArray();
    return AUTHOR_PREFIX + new String(name, 0, name.length);
  }

  /** Whether everything that is looked for is in here. */
  public boolean containsAll(SearchTerms query) {
    return words.containsAll(query.words)
        && query.unspacedRuns.stream()
            .allMatch(wanted -> unspacedRuns.stream().anyMatch(run -> run.contains(wanted)));
  }

  private static void addPairs(String run, Set<String> terms) {
    int[] all = run.codePoints().toArray();
    for (int i = 0; i + 1 < all.length; i++) {
      terms.add(new String(all, i, 2));
    }
  }

  private static String normalize(String text) {
    String folded = CaseFolding.fold(text);
    // Some characters stand for eighteen; what an index takes has an end.
    return folded.length() <= NewMessage.MAX_LENGTH
        ? folded
        : folded.substring(0, NewMessage.MAX_LENGTH);
  }

  private static boolean continues(CharacterClass sort, int c) {
    return classOf(c) == sort || (sort != CharacterClass.SEPARATOR && isMark(c));
  }

  private static CharacterClass classOf(int c) {
    if (c < 0x80) {
      return Character.isLetterOrDigit(c) ? CharacterClass.WORD : CharacterClass.SEPARATOR;
    }
    if (Character.getType(c) == Character.OTHER_SYMBOL) {
      return CharacterClass.SYMBOL;
    }
    if (!Character.isLetterOrDigit(c) && !isNumber(c)) {
      return CharacterClass.SEPARATOR;
    }
    return c == KATAKANA_LONG_VOWEL || UNSPACED_SCRIPTS.contains(UnicodeScript.of(c))
        ? CharacterClass.UNSPACED
        : CharacterClass.WORD;
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
