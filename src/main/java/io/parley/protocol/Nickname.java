package io.parley.protocol;

import static io.parley.protocol.Problem.Code.NICKNAME_INVALID;
import static io.parley.protocol.Problem.Code.NICKNAME_RESERVED;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The nickname of a member. It is compared in two ways:
 *
 * <ul>
 *   <li>{@link #foldedKey()} is equal for all spellings of a nickname. It finds what is stored or
 *       kept under a nickname, and what a client knows. Stored keys do not change with the tables
 *       of look-alikes, and other servers may have members who look alike.
 *   <li>{@link #identityKeys()} has a common element for nicknames that look alike. A server
 *       compares these to register and to find a living member, and stores them nowhere.
 * </ul>
 *
 * @param value the nickname as it is shown: never empty, a single line, without control characters
 */
public record Nickname(String value) {

  /** The maximum length of a nickname, in Unicode code points. */
  public static final int MAX_LENGTH = NameRules.MAX_LENGTH;

  private static final String FALLBACK = "?";
  private static final String GUEST_PREFIX = "guest-";
  private static final Pattern GUEST_PATTERN = Pattern.compile(GUEST_PREFIX + "[0-9]+");

  public Nickname {
    value = Text.sanitize(value).toSingleLine();
    if (value.isEmpty()) {
      value = FALLBACK;
    }
  }

  /**
   * Reads the nickname that a client asks for. The first call loads tables, which takes 100 to 170
   * ms unless {@link #loadTables} has done it.
   *
   * @param raw the nickname as received; it is composed (NFC) first, so that a combining accent is
   *     part of its letter
   * @throws RejectedException {@code NICKNAME_INVALID} unless it has 1 to {@value #MAX_LENGTH}
   *     letters and digits of any script, marks on letters, {@code _ - . [ ] { } | ^ \} and
   *     backquotes, with at least one letter or digit; if its compatible form (NFKC) is not such a
   *     name; or if it mixes scripts that are not written together. {@code NICKNAME_RESERVED} for
   *     names of the server and of guests, and for what looks like them
   */
  public static Nickname parse(String raw) throws RejectedException {
    Nickname nickname = parseSyntax(raw);
    if (!CaseFolding.isAscii(nickname.value())
        && !Confusables.hasScriptsOfOneLanguage(CaseFolding.compatible(nickname.value()))) {
      throw new RejectedException(
          NICKNAME_INVALID, "A nickname has the letters of one script, or Latin and East Asian.");
    }
    if (ReservedNames.contains(nickname) || ReservedNames.hasLookAlike(nickname)) {
      throw new RejectedException(NICKNAME_RESERVED, "The nickname " + nickname + " is reserved.");
    }
    return nickname;
  }

  /**
   * A nickname to offer to a person; empty if servers would refuse it. It loads no tables, so that
   * a server may still refuse it, for its scripts or for what it looks like.
   */
  public static Optional<Nickname> suggest(String raw) {
    try {
      return Optional.of(parseSyntax(raw)).filter(nickname -> !ReservedNames.contains(nickname));
    } catch (RejectedException e) {
      return Optional.empty();
    }
  }

  private static Nickname parseSyntax(String raw) throws RejectedException {
    String composed = NameRules.normalize(raw).orElseThrow(Nickname::lengthProblem);
    if (composed.isEmpty()) {
      throw new RejectedException(NICKNAME_INVALID, "A nickname cannot be empty.");
    }
    NicknameSyntax.check(composed);
    if (!CaseFolding.isAscii(composed)) {
      String compatible =
          CaseFolding.compatible(composed); // may have spaces, or 18 letters for one
      if (compatible.codePointCount(0, compatible.length()) > MAX_LENGTH) {
        throw lengthProblem();
      }
      NicknameSyntax.check(compatible);
    }
    return new Nickname(composed);
  }

  /**
   * Loads the tables of look-alikes, which {@link #parse} and {@link #identityKeys} need. Later
   * calls do nothing.
   */
  public static void loadTables() {
    List<String> ignored = Confusables.forms(GUEST_PREFIX);
  }

  /** The nickname of a member that registers without one. A client cannot request it. */
  public static Nickname guest(long number) {
    return new Nickname(GUEST_PREFIX + number);
  }

  /**
   * Whether a nickname never ends before this character, nor begins after it: a letter, a digit,
   * {@code _} or {@code -}.
   */
  public static boolean isWordCharacter(int codePoint) {
    return NameRules.isAllowed(codePoint);
  }

  /**
   * Whether it is one of {@code . [ ] { } | ^ \} and the backquote, which nicknames may have, and
   * which texts have around nicknames.
   */
  public static boolean isPunctuation(int codePoint) {
    return NicknameSyntax.isIrcPunctuation(codePoint);
  }

  /** Whether it is the nickname of a guest. */
  public boolean isGuest() {
    return GUEST_PATTERN.matcher(foldedKey()).matches();
  }

  /** Returns a nickname from another server, made safe to show. Accepts every nickname. */
  public static Nickname sanitize(String raw) {
    return new Nickname(raw);
  }

  /**
   * The nickname after NFKC and case folding, which is equal for all spellings of the nickname. The
   * key of stored messages, of kept files and of all that a client knows.
   */
  public String foldedKey() {
    return CaseFolding.fold(value);
  }

  /** The {@link #foldedKey} of any nickname, as {@link #sanitize} reads it. */
  public static String foldedKeyOf(String raw) {
    return sanitize(raw).foldedKey();
  }

  /**
   * The keys of a living member: no two members of a server have one in common. The first is the
   * {@link #foldedKey}; the others are what the nickname looks like (UTS 39). Takes some
   * microseconds, and needs tables: only for registration and for finding a member.
   *
   * @return 1 to 4 different keys; only the first one if the nickname is longer than a member's
   */
  public List<String> identityKeys() {
    return Confusables.forms(value);
  }

  /**
   * Whether both are spellings of one nickname: they have the same {@link #foldedKey}. Nicknames
   * that only look alike are not the same.
   */
  public boolean isSame(Nickname other) {
    return foldedKey().equals(other.foldedKey());
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
