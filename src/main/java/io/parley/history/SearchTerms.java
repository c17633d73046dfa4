package io.parley.history;

import io.parley.protocol.CaseFolding;
import io.parley.protocol.Visibility;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The search terms of a text or a query. Scripts with spaces between words have words as terms. A
 * script without spaces has runs, and a search matches any part of a run. Case and compatible
 * characters (NFKC) are folded, and characters that show nothing are ignored. A symbol, such as an
 * emoji, is a word. Punctuation is ignored, but for + and # directly behind a word, which make
 * another word: {@code C++} has the words {@code c} and {@code c++}, so that it is found by both,
 * and {@code c} alone is not found by {@code c++}.
 *
 * <p>A word of a query matches words that begin with it if it has three letters or more. A letter
 * without an accent matches the letter with any accent; an accent that is typed must be there.
 *
 * @param words the distinct words, decomposed ({@link Accents})
 * @param unspacedRuns the runs of characters of scripts without spaces, in the order of the text
 */
public record SearchTerms(Set<String> words, List<String> unspacedRuns) {
  /** The maximum length of a word, in letters. Longer words of texts and queries are cut. */
  private static final int MAX_WORD_LENGTH = 64;

  /** A private use character, which is in no word. */
  private static final String AUTHOR_PREFIX = "\uE000";

  private static final int PUNCTUATION_SUBSTITUTE = 0xE001;

  /** Stand for + and # in words, as the tokenizer of SQLite would separate at these. */
  private static final char PLUS_SUBSTITUTE = '\uE002';

  private static final char HASH_SUBSTITUTE = '\uE003';

  /**
   * A word of a query with at least so many letters matches words that begin with it. An index has
   * the messages by the beginnings of this length.
   */
  private static final int BEGINNING_LENGTH = 3;

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

  /**
   * A term to look up in an index.
   *
   * @param prefix whether all terms that begin with {@code term} match
   */
  public record IndexTerm(String term, boolean prefix) {
    /**
     * Whether an index has the messages of this term in their order. It must collect those of
     * another prefix first.
     */
    public boolean isOrdered() {
      return !prefix || lengthOf(term) == BEGINNING_LENGTH;
    }
  }

  private enum CharacterClass {
    SEPARATOR,
    WORD,
    SYMBOL,
    UNSPACED
  }

  /** Returns the terms of a text or a query. */
  public static SearchTerms of(String text) {
    Set<String> words = new LinkedHashSet<>();
    List<String> runs = new ArrayList<>();
    String normalized = normalize(text);
    for (int from = 0, end; from < normalized.length(); from = end) {
      CharacterClass characterClass = classOf(normalized.codePointAt(from));
      end = endOf(normalized, from, characterClass);
      if (characterClass == CharacterClass.UNSPACED) {
        runs.add(normalized.substring(from, end));
      } else if (characterClass != CharacterClass.SEPARATOR) {
        words.add(word(normalized.substring(from, end)));
      }
      if (characterClass == CharacterClass.WORD) {
        int suffixed = endOfSuffix(normalized, end);
        if (suffixed > end) {
          words.add(word(withSubstitutes(normalized.substring(from, suffixed))));
        }
      }
    }
    return new SearchTerms(words, runs);
  }

  /** Returns the end of the word, run or separator that begins at {@code from}. */
  private static int endOf(String text, int from, CharacterClass characterClass) {
    int end = text.offsetByCodePoints(from, 1);
    while (characterClass != CharacterClass.SYMBOL
        && end < text.length()
        && continues(characterClass, text.codePointAt(end))) {
      end = text.offsetByCodePoints(end, 1);
    }
    return end;
  }

  /** Returns the end of the + and # at {@code from}. */
  private static int endOfSuffix(String text, int from) {
    int end = from;
    while (end < text.length() && (text.charAt(end) == '+' || text.charAt(end) == '#')) {
      end++;
    }
    return end;
  }

  private static String withSubstitutes(String word) {
    return word.replace('+', PLUS_SUBSTITUTE).replace('#', HASH_SUBSTITUTE);
  }

  private static String word(String folded) {
    String word = Accents.decompose(folded);
    return word.length() <= MAX_WORD_LENGTH ? word : Accents.limit(word, MAX_WORD_LENGTH);
  }

  private static int lengthOf(String term) {
    return term.codePointCount(0, term.length());
  }

  public boolean isEmpty() {
    return words.isEmpty() && unspacedRuns.isEmpty();
  }

  /**
   * Returns the terms to store in an index: the words without accents, and all pairs and the last
   * character of runs. The index must have the beginnings of three characters.
   */
  public Set<String> indexTerms() {
    Set<String> terms = new LinkedHashSet<>();
    words.forEach(word -> terms.add(Accents.strip(word)));
    for (String run : unspacedRuns) {
      addPairs(run, terms);
      terms.add(run.substring(run.offsetByCodePoints(run.length(), -1)));
    }
    return terms;
  }

  /**
   * Returns the terms to look up in an index. A matching message has all of them. A message that
   * has all of them may not match; {@link #containsAll} decides.
   *
   * @param selective those of the words which are looked up as they are. The others are looked up
   *     by their first three letters, which costs less, and finds more messages that do not match
   */
  public Set<IndexTerm> queryTerms(Set<String> selective) {
    Set<IndexTerm> indexTerms = new LinkedHashSet<>();
    for (String word : words) {
      String letters = Accents.strip(word);
      boolean prefix = matchesBeginnings(letters);
      int length = selective.contains(word) ? letters.length() : BEGINNING_LENGTH;
      indexTerms.add(new IndexTerm(prefix ? Accents.limit(letters, length) : letters, prefix));
    }
    for (String run : unspacedRuns) {
      if (run.codePointCount(0, run.length()) == 1) {
        indexTerms.add(new IndexTerm(run, true));
      } else {
        Set<String> pairs = new LinkedHashSet<>();
        addPairs(run, pairs);
        pairs.forEach(pair -> indexTerms.add(new IndexTerm(pair, false)));
      }
    }
    return indexTerms;
  }

  /**
   * Returns the index term of an author. Different authors can have the same term, so that the
   * nickname of a result must be checked.
   *
   * @param key the key of the nickname
   */
  public static String authorTerm(String key) {
    int[] name =
        key.codePoints()
            .limit(MAX_WORD_LENGTH)
            .map(c -> c < 0x80 && !Character.isLetterOrDigit(c) ? PUNCTUATION_SUBSTITUTE : c)
            .toArray();
    return AUTHOR_PREFIX + new String(name, 0, name.length);
  }

  /** Whether a text with these terms matches the query. */
  public boolean containsAll(SearchTerms query) {
    return query.words.stream().allMatch(this::containsWord)
        && query.unspacedRuns.stream()
            .allMatch(part -> unspacedRuns.stream().anyMatch(run -> run.contains(part)));
  }

  /**
   * Whether a text with these terms matches one word of a query.
   *
   * @param typed the decomposed word
   */
  public boolean containsWord(String typed) {
    boolean beginnings = matchesBeginnings(Accents.strip(typed));
    return words.contains(typed)
        || words.stream()
            .anyMatch(
                word -> {
                  int end = Accents.matchBeginning(typed, word);
                  return beginnings ? end >= 0 : end == word.length();
                });
  }

  /** A word with + or # at its end is complete, and so is one whose beginning is everywhere. */
  private static boolean matchesBeginnings(String letters) {
    char last = letters.charAt(letters.length() - 1);
    return last != PLUS_SUBSTITUTE
        && last != HASH_SUBSTITUTE
        && lengthOf(letters) >= BEGINNING_LENGTH;
  }

  private static void addPairs(String run, Set<String> terms) {
    int[] codePoints = run.codePoints().toArray();
    for (int i = 0; i + 1 < codePoints.length; i++) {
      terms.add(new String(codePoints, i, 2));
    }
  }

  private static String normalize(String text) {
    // The capital dotted I is folded to an i with a second dot, and the end of a word decides the
    // form of a sigma.
    String folded =
        CaseFolding.fold(isPlain(text) ? text : Visibility.visibleText(text))
            .replace("i\u0307", "i")
            .replace('ς', 'σ');
    // Folding can make a text 18 times as long, and an index limits the size of a document.
    return folded.length() <= NewMessage.MAX_LENGTH
        ? folded
        : folded.substring(0, NewMessage.MAX_LENGTH);
  }

  /** Whether all characters are visible or white space of ASCII, as in most texts. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x7F || (c < ' ' && !Character.isWhitespace(c))) {
        return false;
      }
    }
    return true;
  }

  private static boolean continues(CharacterClass characterClass, int c) {
    return classOf(c) == characterClass
        || (characterClass != CharacterClass.SEPARATOR && isMark(c));
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
