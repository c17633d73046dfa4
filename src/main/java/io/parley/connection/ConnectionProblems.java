package io.parley.connection;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Problem.Code;
import io.parley.protocol.RoomName;

/** The problems that a connection reports to its peer. */
final class ConnectionProblems {
  static final Problem NOT_REGISTERED =
      new Problem(Code.NOT_REGISTERED, "Say hello with a nickname first.");
  static final Problem ALREADY_REGISTERED =
      new Problem(Code.ALREADY_REGISTERED, "You are registered here already.");

  static final Problem ACCOUNT_REQUIRED =
      new Problem(Code.ACCOUNT_REQUIRED, "Only people with an account may enter here.");

  static final Problem NOT_LOGGED_IN =
      new Problem(Code.NOT_LOGGED_IN, "You are not logged in to an account.");

  static final Problem ALREADY_LOGGED_IN =
      new Problem(Code.ALREADY_LOGGED_IN, "You are logged in to an account already.");

  static final Problem LOGGED_OUT =
      new Problem(Code.SESSION_ENDED, "You are logged out; the connection ends.");

  static final Problem NOT_IN_ANY_ROOM = new Problem(Code.NOT_IN_ROOM, "You are in no room.");

  static final Problem SERVER_BUSY =
      new Problem(
          Code.SERVER_BUSY, "The server is busy: that was not done. Try again in a moment.");

  static final Problem SEND_QUEUE_DROPPED =
      new Problem(
          Code.TOO_SLOW,
          "The server has no memory for all that waits to be read here; the connection ends.");

  static final Problem CONNECTION_FAILED =
      new Problem(Code.SERVER_ERROR, "The server has failed here; the connection ends.");

  static final Problem TIME_INVALID =
      new Problem(Code.BAN_INVALID, "A time is a number and s, m, h or d, such as 2h.");

  private ConnectionProblems() {}

  static Problem passwordRequired(Nickname nickname) {
    return new Problem(
        Code.PASSWORD_REQUIRED,
        "The nickname " + nickname + " belongs to an account: its password is needed.",
        nickname.value());
  }

  /** A client that cannot be asked for a password is told how to enter. */
  static Problem nicknameOwned(Nickname nickname) {
    return new Problem(
        Code.NICKNAME_OWNED,
        "The nickname "
            + nickname
            + " belongs to an account. This client cannot give its password: take another"
            + " nickname, or parley client.",
        nickname.value());
  }

  static Problem nicknameNotHeld(Nickname nickname) {
    return new Problem(
        Code.NICKNAME_NOT_OWNED,
        "Take the nickname " + nickname + " first, and then add it.",
        nickname.value());
  }

  static Problem notInSearchedRoom(RoomName room) {
    return new Problem(
        Code.NOT_IN_ROOM,
        "You are not in " + room + "; join it to search what was said there.",
        room.value());
  }

  static Problem tooManyRooms(ConnectionSettings settings) {
    return new Problem(
        Code.TOO_MANY_ROOMS,
        "You are in " + settings.maxRooms() + " rooms already; leave one first.",
        Integer.toString(settings.maxRooms()));
  }

  static Problem registrationTimeout(ConnectionSettings settings) {
    return new Problem(
        Code.REGISTRATION_TIMEOUT,
        "Nobody registered within "
            + settings.registration().toSeconds()
            + " seconds; the connection ends.");
  }

  static Problem idleTimeout(ConnectionSettings settings) {
    return new Problem(
        Code.IDLE_TIMEOUT,
        "Nothing was said here for "
            + settings.idle().toMinutes()
            + " minutes; the connection ends.");
  }

  static Problem slowConsumer(ConnectionSettings settings) {
    return new Problem(
        Code.TOO_SLOW,
        "More than "
            + settings.maxSendQueue()
            + " bytes waited to be read here; the connection ends.");
  }

  static Problem stalled(ConnectionSettings settings) {
    return new Problem(
        Code.TOO_SLOW,
        "Nothing was read here for "
            + settings.writeTimeout().toSeconds()
            + " seconds; the connection ends.");
  }
}
