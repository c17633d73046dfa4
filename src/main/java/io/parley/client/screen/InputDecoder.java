package io.parley.client.screen;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/**
 * Decodes the lines of a script. UTF-8 is read in every locale; what is not UTF-8 is read in the
 * charset of the locale. Text of another charset is practically never valid UTF-8.
 */
public final class InputDecoder {
  private final Charset locale;

  /**
   * Creates a decoder.
   *
   * @param locale the charset of the locale
   */
  public InputDecoder(Charset locale) {
    this.locale = locale;
  }

  /**
   * Decodes a whole text.
   *
   * @throws CharacterCodingException if the text is in neither charset
   */
  public String decode(ByteBuffer text) throws CharacterCodingException {
    try {
      return UTF_8.newDecoder().decode(text.duplicate()).toString();
    } catch (CharacterCodingException notUtf8) {
      return locale.newDecoder().decode(text.duplicate()).toString();
    }
  }

  /** What is wrong with a text that was not decoded: {@code is not UTF-8}. */
  public String error() {
    return locale.equals(UTF_8) ? "is not UTF-8" : "is neither UTF-8 nor " + locale.name();
  }

  /** The largest number of bytes of one char. */
  int maxBytesPerChar() {
    double most =
        Math.max(UTF_8.newEncoder().maxBytesPerChar(), locale.newEncoder().maxBytesPerChar());
    return (int) Math.ceil(most);
  }
}
