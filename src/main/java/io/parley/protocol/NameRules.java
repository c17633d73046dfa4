package io.parley.protocol;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Optional;
import java.util.Set;

/** The rule that nicknames and names of rooms have in common. */
final class NameRules {

  /** The most characters (Unicode code points) of a name. */
  static final int MAX_LENGTH = 32;

  /**
   * Letters by their category, yet nothing is seen of them: with one of these a stranger could look
   * like anybody.
   */
  private static final Set<Integer> INVISIBLE_LETTERS = Set.of(0x115F, 0x1160, 0x3164, 0xFFA0);

  private NameRules() {}

  /**
   * A name in its composed form (NFC), so that an accent typed on its own is part of its letter.
   * Empty if it is too long to be an honest one: composing megabytes would be work for nothing.
   */
  static Optional<String> normalize(String raw) {
    return raw.length() > 8 * MAX_LENGTH
        ? Optional.empty()
        : Optional.of(Normalizer.normalize(raw, Form.NFC))
            .filter(name -> name.codePointCount(0, name.length()) <= MAX_LENGTH);
  }

  /** Whether it is made of letters, digits, {@code _} or {@code -} of any script. */
  static boolean isAllowed(String composed) {
    return composed.codePoints().allMatch(NameRules::isAllowed);
  }

  private static boolean isAllowed(int c) {
    return (Character.isLetterOrDigit(c) || c == '_' || c == '-') && !INVISIBLE_LETTERS.contains(c);
  }
}
