package io.parley.protocol;

import static io.parley.protocol.Problem.Code.NICKNAME_INVALID;
import static io.parley.protocol.Problem.Code.NICKNAME_RESERVED;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What somebody is called. Two nicknames are the same name if their {@link #key() keys} are equal.
 *
 * @param value as it is shown: never empty, on one line, free of control characters
 */
public record Nickname(String value) {

  /** The most characters (Unicode code points) of a nickname. */
  public static final int MAX_LENGTH = 32;

  private static final String UNNAMED = "?";
  private static final String GUEST = "guest-";
  private static final Pattern GUEST_KEY = Pattern.compile(GUEST + "[0-9]+");

  /** Keys of names that would pass for the server's own voice. */
  private static final Set<String> RESERVED = Set.of("server", "system");

  /**
   * Letters by their category, yet nothing is seen of them: with one of these a stranger could look
   * like anybody.
   */
  private static final Set<Integer> INVISIBLE_LETTERS = Set.of(0x115F, 0x1160, 0x3164, 0xFFA0);

  public Nickname {
    value = Text.clean(value).oneLine();
    if (value.isEmpty()) {
      value = UNNAMED;
    }
  }

  /**
   * Reads the nickname that a client asks for.
   *
   * @param raw as it came; composed (NFC) first, so that an accent typed on its own is part of its
   *     letter
   * @throws RejectedException {@code NICKNAME_INVALID} unless it is 1 to {@value #MAX_LENGTH}
   *     letters, digits, {@code _} or {@code -} of any script; {@code NICKNAME_RESERVED} for a name
   *     of the server's own or of a guest
   */
  public static Nickname parse(String raw) throws RejectedException {
    // No honest name is this long, and composing megabytes would be work for nothing.
    if (raw.length() > 8 * MAX_LENGTH) {
      throw tooLong();
    }
    String composed = Normalizer.normalize(raw, Form.NFC);
    if (composed.isEmpty()) {
      throw new RejectedException(NICKNAME_INVALID, "A nickname cannot be empty.");
    }
    if (composed.codePointCount(0, composed.length()) > MAX_LENGTH) {
      throw tooLong();
    }
    if (!composed.codePoints().allMatch(Nickname::isAllowed)) {
      throw new RejectedException(
          NICKNAME_INVALID, "A nickname is made of letters, digits, _ and - only.");
    }
    Nickname nickname = new Nickname(composed);
    if (RESERVED.contains(nickname.key()) || nickname.isGuest()) {
      throw new RejectedException(NICKNAME_RESERVED, "The nickname " + composed + " is reserved.");
    }
    return nickname;
  }

  /** What somebody is called who comes without a name. Nobody can ask for such a nickname. */
  public static Nickname guest(long number) {
    return new Nickname(GUEST + number);
  }

  /** Whether it is the nickname of a guest. */
  public boolean isGuest() {
    return GUEST_KEY.matcher(key()).matches();
  }

  /** Takes what another server calls somebody. It is made safe to show; nothing is refused. */
  public static Nickname foreign(String raw) {
    return new Nickname(raw);
  }

  /**
   * What is equal for names that are the same: NFKC and full case folding. Folding is
   * lower(upper(lower(x))), with which {@code java.base} gives the classes of Unicode's full case
   * folding; the first step is for the capital ẞ, whose upper case is itself. One pair more is the
   * same here: the dotless ı and i.
   */
  public String key() {
    String compatible = Normalizer.normalize(value, Form.NFKC);
    String folded =
        compatible.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Form.NFKC);
  }

  /** Whether both are the same name, however they are written. */
  public boolean isSame(Nickname other) {
    return key().equals(other.key());
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean isAllowed(int c) {
    return (Character.isLetterOrDigit(c) || c == '_' || c == '-') && !INVISIBLE_LETTERS.contains(c);
  }

  private static RejectedException tooLong() {
    return new RejectedException(
        NICKNAME_INVALID, "A nickname has at most " + MAX_LENGTH + " characters.");
  }
}
