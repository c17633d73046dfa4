package io.parley.connection;

import io.parley.protocol.Problem;
import io.parley.protocol.Problem.Code;
import io.parley.protocol.RoomName;

/** The problems that a connection reports to its peer. */
final class ConnectionProblems {
  static final Problem NOT_REGISTERED =
      new Problem(Code.NOT_REGISTERED, "Say hello with a nickname first.");
  static final Problem ALREADY_REGISTERED =
      new Problem(Code.ALREADY_REGISTERED, "You are registered here already.");

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

  private ConnectionProblems() {}

  static Problem notInRoom(RoomName room) {
    return new Problem(Code.NOT_IN_ROOM, "You are not in " + room + ".", room.value());
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
