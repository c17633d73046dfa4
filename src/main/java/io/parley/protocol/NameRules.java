package io.parley.protocol;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Optional;

/** The rules for names of rooms, and the part of the rules for nicknames that is the same. */
final class NameRules {

  /** The maximum length of a name, in Unicode code points. */
  static final int MAX_LENGTH = 32;

  private NameRules() {}

  /**
   * Returns a name in composed form (NFC), so that a combining accent is part of its letter. Empty
   * if the name is too long. A much longer input is not composed, because that takes long.
   */
  static Optional<String> normalize(String raw) {
    return raw.length() > 8 * MAX_LENGTH
        ? Optional.empty()
        : Optional.of(Normalizer.normalize(raw, Form.NFC))
            .filter(name -> name.codePointCount(0, name.length()) <= MAX_LENGTH);
  }

  /** Whether a name has only letters and digits of any script, {@code _} and {@code -}. */
  static boolean isAllowed(String composed) {
    return composed.codePoints().allMatch(NameRules::isAllowed);
  }

  /** With an invisible letter, a name could look like another. */
  static boolean isAllowed(int c) {
    return (Character.isLetterOrDigit(c) || c == '_' || c == '-')
        && !Visibility.isInvisibleLetter(c);
  }
}
