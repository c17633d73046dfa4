package io.parley.connection;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import java.util.Optional;

/**
 * How a connection ends.
 *
 * @param reason for the log
 * @param lastMessage sent to the peer before the connection closes; empty to send none
 * @param isProblem whether the last message is a problem
 */
record ConnectionEnd(String reason, Optional<ServerMessage> lastMessage, boolean isProblem) {

  /** The peer quits. */
  static ConnectionEnd quit(Optional<Nickname> nickname) {
    return new ConnectionEnd("quit", Optional.of(new ServerMessage.Goodbye(nickname)), false);
  }

  /** The server ends the connection and sends the peer the reason. */
  static ConnectionEnd problem(Problem problem) {
    return new ConnectionEnd(
        problem.code().name(), Optional.of(new ServerMessage.Refused(problem)), true);
  }

  /** The connection closes without a last message. */
  static ConnectionEnd silent(String reason) {
    return new ConnectionEnd(reason, Optional.empty(), false);
  }

  /** This end, with the problem as its last message unless it has one. */
  ConnectionEnd orProblem(Optional<Problem> problem) {
    return lastMessage.isPresent() || problem.isEmpty() ? this : problem(problem.get());
  }
}
