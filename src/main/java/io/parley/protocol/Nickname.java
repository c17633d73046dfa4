package io.parley.protocol;

import static io.parley.protocol.Problem.Code.NICKNAME_INVALID;
import static io.parley.protocol.Problem.Code.NICKNAME_RESERVED;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The nickname of a member. Two nicknames with the same {@link #key()} are the same nickname.
 *
 * @param value the nickname as it is shown: never empty, a single line, without control characters
 */
public record Nickname(String value) {

  /** The maximum length of a nickname, in Unicode code points. */
  public static final int MAX_LENGTH = NameRules.MAX_LENGTH;

  private static final String FALLBACK = "?";
  private static final String GUEST_PREFIX = "guest-";
  private static final Pattern GUEST_PATTERN = Pattern.compile(GUEST_PREFIX + "[0-9]+");

  /**
   * Keys of nicknames with which a member could impersonate the server: the names that the dialects
   * and the original programs show for it.
   */
  private static final Set<String> RESERVED =
      Set.of("server", "system", "parley", "系统", "系統", "服务器", "服務器", "伺服器", "服务端");

  /**
   * In the dialect {@code prompt} a line of the server begins with it, without a space after it.
   */
  private static final List<String> RESERVED_PREFIXES = List.of("系统消息", "系統消息");

  public Nickname {
    value = Text.sanitize(value).toSingleLine();
    if (value.isEmpty()) {
      value = FALLBACK;
    }
  }

  /**
   * Reads the nickname that a client asks for.
   *
   * @param raw the nickname as received; it is composed (NFC) first, so that a combining accent is
   *     part of its letter
   * @throws RejectedException {@code NICKNAME_INVALID} unless it is 1 to {@value #MAX_LENGTH}
   *     letters, digits, {@code _} or {@code -} of any script; {@code NICKNAME_RESERVED} for a
   *     reserved name or the nickname of a guest
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
    if (nickname.isReserved() || nickname.isGuest()) {
      throw new RejectedException(NICKNAME_RESERVED, "The nickname " + composed + " is reserved.");
    }
    return nickname;
  }

  /** The nickname of a member that registers without one. A client cannot request it. */
  public static Nickname guest(long number) {
    return new Nickname(GUEST_PREFIX + number);
  }

  /** Whether a nickname in composed form (NFC) may contain this code point. */
  public static boolean isAllowed(int codePoint) {
    return NameRules.isAllowed(codePoint);
  }

  /** Whether it is the nickname of a guest. */
  public boolean isGuest() {
    return GUEST_PATTERN.matcher(key()).matches();
  }

  /** Returns a nickname from another server, made safe to show. Accepts every nickname. */
  public static Nickname sanitize(String raw) {
    return new Nickname(raw);
  }

  /** The case-folded nickname, which is equal for all spellings of the nickname. */
  public String key() {
    return CaseFolding.fold(value);
  }

  /** The key of any nickname, as {@link #sanitize} reads it. */
  public static String keyOf(String raw) {
    return sanitize(raw).key();
  }

  /** Whether both have the same {@link #key()}. */
  public boolean isSame(Nickname other) {
    return key().equals(other.key());
  }

  @Override
  public String toString() {
    return value;
  }

  private boolean isReserved() {
    String key = key();
    return RESERVED.contains(key) || RESERVED_PREFIXES.stream().anyMatch(key::startsWith);
  }

  private static RejectedException lengthProblem() {
    return new RejectedException(
        NICKNAME_INVALID, "A nickname has at most " + MAX_LENGTH + " characters.");
  }
}
