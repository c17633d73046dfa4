package io.parley.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The reason for a refusal or the end of a connection: a code for programs and a message for
 * people.
 *
 * @param code the code, whose meaning never changes
 * @param message one line in English, without control characters and without the code
 * @param subject the nickname, type or limit that the problem is about, for clients that show their
 *     own message; empty if there is none
 */
public record Problem(Code code, String message, String subject) {

  /** The stable codes. {@code docs/errors.md} lists their causes and effects. */
  public enum Code {
    NICKNAME_TAKEN,
    NICKNAME_INVALID,
    NICKNAME_RESERVED,
    NO_SUCH_NICKNAME,
    ROOM_INVALID,
    NOT_IN_ROOM,
    TOO_MANY_ROOMS,
    HISTORY_UNAVAILABLE,
    SEARCH_MALFORMED,
    CREDENTIALS_EMPTY,
    NOT_REGISTERED,
    ALREADY_REGISTERED,
    UNKNOWN_TYPE,
    NOT_UTF8,
    NOT_JSON,
    NOT_AN_OBJECT,
    MISSING_FIELD,
    WRONG_FIELD_TYPE,
    COMMAND_MALFORMED,
    TEXT_EMPTY,
    TEXT_TOO_LONG,
    FRAME_EMPTY,
    FRAME_TOO_LONG,
    FRAME_CUT_SHORT,
    WRONG_DIALECT,
    REGISTRATION_TIMEOUT,
    IDLE_TIMEOUT,
    TOO_SLOW,
    SLOW_DOWN,
    TOO_MANY_CONNECTIONS,
    TOO_MANY_FROM_ADDRESS,
    SERVER_BUSY,
    SERVER_CLOSING,
    SERVER_ERROR,
    NICKNAME_OWNED,
    PASSWORD_REQUIRED,
    ACCOUNT_REQUIRED,
    NOT_LOGGED_IN,
    ALREADY_LOGGED_IN,
    NO_SUCH_SESSION,
    SESSION_ENDED,
    NICKNAME_IS_MAIN,
    NICKNAME_NOT_OWNED,
    TOO_MANY_NICKNAMES,
    TOO_MANY_ACCOUNTS,
    NO_SUCH_ACCOUNT,
    REGISTRATION_CLOSED,
    LOGIN_FAILED,
    LOCKED_OUT,
    TRY_LATER,
    PASSWORD_TOO_SHORT,
    PASSWORD_TOO_LONG,
    PASSWORD_INVALID,
    PASSWORD_COMMON,
    PASSWORD_IS_NICKNAME,
    NOT_OPERATOR,
    NOT_OWNER,
    TARGET_PROTECTED,
    BANNED,
    INVITATION_REQUIRED,
    ROOM_KEY_WRONG,
    ROOM_FULL,
    ROOM_CLOSED,
    MUTED,
    ROOM_MODERATED,
    SLOW_MODE,
    SETTING_INVALID,
    BAN_INVALID,
    NO_SUCH_BAN,
    ROOM_LIST_FULL,
    KICKED,
    NO_SUCH_MESSAGE,
    NOT_AUTHOR,
    MESSAGE_TOO_OLD,
    REACTION_INVALID,
    TOO_MANY_REACTIONS,
    NOT_SERVER_OPERATOR,
    KILLED,
    SERVER_BANNED,
    BAN_LIST_FULL,
    TOO_MANY_UNREAD;

    private static final Map<String, Code> BY_NAME =
        Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Enum::name, code -> code));

    /** Finds the code with this name; empty for a code that only a newer server has. */
    public static Optional<Code> find(String name) {
      return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Whether the nickname is refused. Another nickname may be accepted. */
    public boolean isNicknameError() {
      return this == NICKNAME_TAKEN
          || this == NICKNAME_INVALID
          || this == NICKNAME_RESERVED
          || this == NICKNAME_OWNED;
    }

    /** Whether a log-in is refused, or a first one that registers. */
    public boolean isLoginError() {
      return switch (this) {
        case PASSWORD_REQUIRED,
            ACCOUNT_REQUIRED,
            LOGIN_FAILED,
            LOCKED_OUT,
            TRY_LATER,
            TOO_MANY_ACCOUNTS,
            REGISTRATION_CLOSED,
            PASSWORD_TOO_SHORT,
            PASSWORD_TOO_LONG,
            PASSWORD_INVALID,
            PASSWORD_COMMON,
            PASSWORD_IS_NICKNAME ->
            true;
        default -> false;
      };
    }

    /** Whether a join is refused. */
    public boolean isJoinError() {
      return switch (this) {
        case ROOM_INVALID,
            TOO_MANY_ROOMS,
            BANNED,
            INVITATION_REQUIRED,
            ROOM_KEY_WRONG,
            ROOM_FULL,
            ROOM_CLOSED ->
            true;
        default -> false;
      };
    }

    /** Whether the same request may succeed a little later. */
    public boolean isTemporary() {
      return this == SERVER_BUSY
          || this == HISTORY_UNAVAILABLE
          || this == SERVER_ERROR
          || this == TRY_LATER;
    }

    /** Whether this is the reason for the end of the connection, and not an answer to a message. */
    public boolean endsConnection() {
      return switch (this) {
        case REGISTRATION_TIMEOUT,
            IDLE_TIMEOUT,
            TOO_SLOW,
            SLOW_DOWN,
            TOO_MANY_CONNECTIONS,
            TOO_MANY_FROM_ADDRESS,
            SESSION_ENDED,
            KILLED,
            SERVER_BANNED,
            SERVER_CLOSING ->
            true;
        default -> false;
      };
    }

    /** Whether somebody has decided that this client is to go, so that it does not come back. */
    public boolean forbidsReconnect() {
      return this == SESSION_ENDED || this == KILLED || this == SERVER_BANNED;
    }
  }

  /** A problem without a subject. */
  public Problem(Code code, String message) {
    this(code, message, "");
  }

  public Problem {
    requireNonNull(code);
    message = Text.sanitize(message).toSingleLine();
    subject = Text.sanitize(subject).toSingleLine();
  }
}
