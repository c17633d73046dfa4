package io.parley.room;

import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;

/** The problems that rooms and the history report to members. */
final class RoomProblems {
  static final Problem TOO_MUCH_UNPERSISTED =
      new Problem(
          Problem.Code.HISTORY_UNAVAILABLE,
          "The history cannot be written, and too much waits for it: that was not sent.");

  static final Problem HISTORY_UNREADABLE =
      new Problem(
          Problem.Code.HISTORY_UNAVAILABLE, "The history cannot be read now. Try again later.");

  static final Problem TOO_MANY_QUERIES =
      new Problem(
          Problem.Code.SERVER_BUSY, "Too many questions wait for an answer. Try again later.");

  private RoomProblems() {}

  static Problem roomFailed(RoomName room) {
    return new Problem(
        Problem.Code.SERVER_ERROR,
        "Room " + room + " has failed several times; the connection ends.",
        room.value());
  }

  /**
   * Somebody has created too many rooms.
   *
   * @param creator the start of a sentence, such as "You have"
   */
  static Problem tooManyCreated(String creator, int max) {
    return new Problem(
        Problem.Code.TOO_MANY_ROOMS,
        creator + " made " + max + " rooms that still exist; no more can be made.",
        Integer.toString(max));
  }

  static Problem tooManyRooms(int max) {
    return new Problem(
        Problem.Code.TOO_MANY_ROOMS,
        "There are " + max + " rooms already; no more can be made.",
        Integer.toString(max));
  }
}
