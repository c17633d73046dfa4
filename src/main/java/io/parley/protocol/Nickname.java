package io.parley.protocol;

import static io.parley.protocol.Problem.Code.NICKNAME_INVALID;
import static io.parley.protocol.Problem.Code.NICKNAME_RESERVED;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What somebody is called. Two nicknames are the same name if their {@link #key() keys} are equal.
 *
 * @param value as it is shown: never empty, on one line, free of control characters
 */
public record Nickname(String value) {

  /** The most characters (Unicode code points) of a nickname. */
  public static final int MAX_LENGTH = NameRules.MAX_LENGTH;

  private static final String FALLBACK = "?";
  private static final String GUEST_PREFIX = "guest-";
  private static final Pattern GUEST_PATTERN = Pattern.compile(GUEST_PREFIX + "[0-9]+");

  /** Keys of names that would pass for the server's own voice. */
  private static final Set<String> RESERVED = Set.of("server", "system");

  public Nickname {
    value = Text.sanitize(value).toSingleLine();
    if (value.isEmpty()) {
      value = FALLBACK;
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
    String composed = NameRules.normalize(raw).orElseThrow(Nickname::lengthProblem);
    if (composed.isEmpty()) {
      throw new RejectedException(NICKNAME_INVALID, "A nickname cannot be empty.");
    }
    if (!NameRules.isAllowed(composed)) {
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
    return new Nickname(GUEST_PREFIX + number);
  }

  /** Whether it is the nickname of a guest. */
  public boolean isGuest() {
    return GUEST_PATTERN.matcher(key()).matches();
  }

  /** Takes what another server calls somebody. It is made safe to show; nothing is refused. */
  public static Nickname sanitize(String raw) {
    return new Nickname(raw);
  }

  /** What is equal for nicknames that are the same, however they are written. */
  public String key() {
    return CaseFolding.fold(value);
  }

  /** Whether both are the same name, however they are written. */
  public boolean isSame(Nickname other) {
    return key().equals(other.key());
  }

  @Override
  public String toString() {
    return value;
  }

  private static RejectedException lengthProblem() {
    return new RejectedException(
        NICKNAME_INVALID, "A nickname has at most " + MAX_LENGTH + " characters.");
  }
}
