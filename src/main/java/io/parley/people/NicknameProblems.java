package io.parley.people;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;

/** The problems with nicknames that the {@link NicknameRegistry} reports. */
final class NicknameProblems {
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

  static Problem recipientNotFound(Nickname nickname) {
    return notFound(nickname, "; that was not sent to anybody.");
  }

  static Problem notFound(Nickname nickname) {
    return notFound(nickname, ".");
  }

  private static Problem notFound(Nickname nickname, String end) {
    return new Problem(
        Problem.Code.NO_SUCH_NICKNAME, "Nobody here is called " + nickname + end, nickname.value());
  }
}
