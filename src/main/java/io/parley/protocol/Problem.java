package io.parley.protocol;

import static java.util.Objects.requireNonNull;

/**
 * Why something was not done: a code for programs, which never changes its meaning, and a sentence
 * for people.
 *
 * @param code what went wrong, stable from release to release
 * @param message one line in plain English, free of control characters, without the code
 */
public record Problem(Code code, String message) {

  /** The stable codes. The README lists what each one means for a connection. */
  public enum Code {
    NICKNAME_TAKEN,
    NICKNAME_INVALID,
    NICKNAME_RESERVED,
    NOT_REGISTERED,
    ALREADY_REGISTERED,
    UNKNOWN_TYPE,
    NOT_UTF8,
    NOT_JSON,
    NOT_AN_OBJECT,
    MISSING_FIELD,
    WRONG_FIELD_TYPE,
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
    SERVER_ERROR
  }

  public Problem {
    requireNonNull(code);
    message = Text.clean(message).oneLine();
  }
}
