package io.parley.people;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;

/** The problems with nicknames and sessions that the {@link NicknameRegistry} reports. */
final class NicknameProblems {
  static final Problem RENAME_IN_PROGRESS =
      new Problem(Problem.Code.TRY_LATER, "Your last rename is not complete yet. Try again.");

  static final Problem ACCOUNT_REMOVED =
      new Problem(Problem.Code.SESSION_ENDED, "Your account was removed; the connection ends.");

  static final Problem PASSWORD_CHANGED =
      new Problem(
          Problem.Code.SESSION_ENDED,
          "The password of your account was changed; the connection ends.");

  static final Problem SESSION_REVOKED =
      new Problem(
          Problem.Code.SESSION_ENDED, "Another connection of your account has ended this one.");

  private NicknameProblems() {}

  static Problem taken(Nickname nickname, Nickname holder) {
    return holder.isSame(nickname)
        ? taken(nickname, " is taken.")
        // a reader could take one for the other
        : taken(nickname, " looks like " + holder + ", which is taken.");
  }

  private static Problem taken(Nickname nickname, String end) {
    return new Problem(
        Problem.Code.NICKNAME_TAKEN, "The nickname " + nickname + end, nickname.value());
  }

  static Problem owned(Nickname nickname) {
    return new Problem(
        Problem.Code.NICKNAME_OWNED,
        "The nickname " + nickname + " belongs to an account.",
        nickname.value());
  }

  static Problem banned(Nickname nickname) {
    return new Problem(
        Problem.Code.NICKNAME_RESERVED,
        "The nickname " + nickname + " is banned from this server.",
        nickname.value());
  }

  static Problem sessionNotFound(long id) {
    return new Problem(
        Problem.Code.NO_SUCH_SESSION,
        "Your account has no connection " + id + ".",
        Long.toString(id));
  }

  static Problem recipientNotFound(Nickname nickname) {
    return notFound(nickname, "; that was not sent to anybody.");
  }

  /** There is an account, for which only another account can leave a message. */
  static Problem notHere(Nickname nickname) {
    return new Problem(
        Problem.Code.NO_SUCH_NICKNAME,
        nickname
            + " is not here. Log in to an account to leave a message; that was not sent to"
            + " anybody.",
        nickname.value());
  }

  static Problem notFound(Nickname nickname) {
    return notFound(nickname, ".");
  }

  private static Problem notFound(Nickname nickname, String end) {
    return new Problem(
        Problem.Code.NO_SUCH_NICKNAME, "Nobody here is called " + nickname + end, nickname.value());
  }
}
