package io.parley.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why something was not done: a code for programs, which never changes its meaning, and a sentence
 * for people.
 *
 * @param code what went wrong, stable from release to release
 * @param message one line in plain English, free of control characters, without the code
 * @param subject what it is about, on its own: the nickname, the type, the limit; for those who say
 *     it in other words. Empty if there is nothing to name.
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
    TOO_MANY_CONNECTIONS,
    SERVER_CLOSING,
    SERVER_ERROR;

    private static final Map<String, Code> BY_NAME =
        Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Enum::name, code -> code));

    /** The code of that name; empty if there is none, as a newer server may have more. */
    public static Optional<Code> find(String name) {
      return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Whether it says that a nickname will not do: another one may. */
    public boolean isNicknameError() {
      return this == NICKNAME_TAKEN || this == NICKNAME_INVALID || this == NICKNAME_RESERVED;
    }

    /** Whether it says that somebody is not let into a room. */
    public boolean isJoinError() {
      return this == ROOM_INVALID || this == TOO_MANY_ROOMS;
    }

    /** Whether it says why the connection ends, and answers nothing that was said. */
    public boolean endsConnection() {
      return switch (this) {
        case REGISTRATION_TIMEOUT, IDLE_TIMEOUT, TOO_SLOW, TOO_MANY_CONNECTIONS, SERVER_CLOSING ->
            true;
        default -> false;
      };
    }
  }

  /** A problem with nothing to name. */
  public Problem(Code code, String message) {
    this(code, message, "");
  }

  public Problem {
    requireNonNull(code);
    message = Text.sanitize(message).toSingleLine();
    subject = Text.sanitize(subject).toSingleLine();
  }
}
