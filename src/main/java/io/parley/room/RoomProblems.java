package io.parley.room;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;

/** What rooms have to say themselves. */
final class RoomProblems {
  static final Problem NOT_DELIVERED =
      new Problem(
          Problem.Code.HISTORY_UNAVAILABLE,
          "The history cannot be written, and too much waits for it: that was not sent.");

  static final ServerMessage TROUBLE =
      notice(
          "The history cannot be written. What you say is not delivered before it can be; nothing"
              + " is lost.");

  static final ServerMessage TROUBLE_IS_OVER =
      notice("The history is being written again: messages are delivered.");

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

  private static ServerMessage notice(String text) {
    return new ServerMessage.Notice(Text.clean(text));
  }
}
