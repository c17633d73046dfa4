package io.parley.protocol;

import java.util.Arrays;

/**
 * A password as a person typed it. It is never part of a text: {@link #toString} hides it. {@link
 * #clear} overwrites it; what the person typed may have left other copies in the memory. Not
 * thread-safe.
 */
public final class Password {
  private final char[] characters;

  private Password(char[] characters) {
    this.characters = characters;
  }

  /**
   * Takes over an array.
   *
   * @param characters cleared by {@link #clear}
   */
  public static Password of(char[] characters) {
    return new Password(characters);
  }

  /** Copies a text, which is often a field of a message. */
  public static Password of(String text) {
    return new Password(text.toCharArray());
  }

  /** Returns a text of it, for what compares or sends it. */
  public String reveal() {
    return new String(characters);
  }

  /** Whether both are the same characters; takes as long wherever they differ. */
  public boolean isSame(Password other) {
    int difference = characters.length ^ other.characters.length;
    for (int i = 0; i < Math.min(characters.length, other.characters.length); i++) {
      difference |= characters[i] ^ other.characters[i];
    }
    return difference == 0;
  }

  /** Overwrites the characters. */
  public void clear() {
    Arrays.fill(characters, '\0');
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Password password && isSame(password);
  }

  /** The same for all, as it may be shown. */
  @Override
  public int hashCode() {
    return 0;
  }

  /** Hides the password. */
  @Override
  public String toString() {
    return "Password[hidden]";
  }
}
