package io.parley.protocol;

import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.SpoofChecker.RestrictionLevel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Names that look alike (UTS 39). Its tables take 100 to 170 ms to load at the first use, so that
 * only a server loads them: a client never asks.
 */
final class Confusables {
  /** Looking a character up takes time, and names that a member can have are not longer. */
  private static final int MAX_LENGTH = NameRules.MAX_LENGTH;

  /** Folding after the first step changes few names, after the second none that is known. */
  private static final int MAX_STEPS = 4;

  private Confusables() {}

  /** Loaded at the first use. */
  private static final class Tables {
    /** Building it is expensive; then it is immutable. */
    private static final SpoofChecker CHECKER =
        new SpoofChecker.Builder()
            .setChecks(SpoofChecker.RESTRICTION_LEVEL)
            .setRestrictionLevel(RestrictionLevel.HIGHLY_RESTRICTIVE)
            .build();
  }

  /**
   * Whether the letters of a name are of one script, or of scripts that are written together: Latin
   * with the scripts of Chinese, Japanese or Korean (UTS 39, 5.2, Highly Restrictive).
   *
   * @param name at most 32 code points
   */
  static boolean hasScriptsOfOneLanguage(String name) {
    return !Tables.CHECKER.failsChecks(name);
  }

  /**
   * The forms in which names are compared; two names with a common form look alike. The first one
   * is the case-folded name. The others are what three spellings of the name look like:
   *
   * <ol>
   *   <li>the case-folded name: {@code paypa1} looks like {@code paypal};
   *   <li>the name with its case: I and l look alike, i and l do not;
   *   <li>the name with its compatible characters: the long ſ is an s, and looks like f.
   * </ol>
   *
   * @param name any name
   * @return different forms; only the first one of a name that is longer than a member's
   */
  static List<String> forms(String name) {
    String folded = CaseFolding.fold(name);
    String compatible = CaseFolding.compatible(name);
    Set<String> forms = new LinkedHashSet<>(List.of(folded));
    if (!isTooLong(folded) && !isTooLong(compatible) && !isTooLong(name)) {
      Stream.of(undotted(folded), compatible, name)
          .distinct()
          .map(Confusables::appearance)
          .filter(form -> !form.isEmpty()) // of invisible letters, which no member has
          .forEach(forms::add);
    }
    return List.copyOf(forms);
  }

  /** The skeleton of a name without differences of case, in which 0 is o and m is rn. */
  private static String appearance(String name) {
    String current = name;
    for (int step = 0; step < MAX_STEPS && !isTooLong(current); step++) {
      String next = undotted(CaseFolding.fold(Tables.CHECKER.getSkeleton(current)));
      if (next.equals(current)) {
        break;
      }
      current = next;
    }
    return current;
  }

  /** The lower case of İ is an i with a second dot, which nobody sees. */
  private static String undotted(String folded) {
    return folded.replace("i\u0307", "i").replace("j\u0307", "j");
  }

  private static boolean isTooLong(String name) {
    return name.length() > MAX_LENGTH && name.codePointCount(0, name.length()) > MAX_LENGTH;
  }
}
