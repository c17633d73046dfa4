package io.parley.cli.terminal;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/** The charset of the locale, as {@code locale charmap} prints it. The terminal uses it. */
public final class LocaleCharset {
  private LocaleCharset() {}

  /** The charset of this process. */
  public static Charset ofCurrentProcess() {
    return of(System.getProperty("native.encoding", ""));
  }

  /**
   * The charset of a name. ASCII is the charset of the locale C and of one that is not installed,
   * which tell nothing about the terminal: it is taken for one of UTF-8, which contains ASCII.
   *
   * @return UTF-8 if the name is unknown
   */
  static Charset of(String name) {
    try {
      Charset charset = Charset.forName(name);
      return charset.equals(StandardCharsets.US_ASCII) || !charset.canEncode()
          ? StandardCharsets.UTF_8
          : charset;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }
}
