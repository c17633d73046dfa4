package io.parley.room;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;

/** What rooms have to say themselves. */
final class RoomProblems {
  static final Problem NOT_DELIVERED =
      new Problem(
          Problem.Code.HISTORY_UNAVAILABLE,
          "The history cannot be written, and too much waits for it: that was not sent.");

  private RoomProblems() {}

  static Problem taken(Nickname nickname) {
    return new Problem(
        Problem.Code.NICKNAME_TAKEN, "The nickname " + nickname + " is taken.", nickname.value());
  }

  static Problem unknown(Nickname nickname) {
    return nobody(nickname, "; that was not sent to anybody.");
  }

  static Problem nobody(Nickname nickname) {
    return nobody(nickname, ".");
  }

  private static Problem nobody(Nickname nickname, String end) {
    return new Problem(
        Problem.Code.NO_SUCH_NICKNAME, "Nobody here is called " + nickname + end, nickname.value());
  }
}
