package io.parley.access;

import static io.parley.protocol.Problem.Code.NOT_SERVER_OPERATOR;
import static io.parley.protocol.Problem.Code.SERVER_BANNED;
import static io.parley.protocol.Problem.Code.TARGET_PROTECTED;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Text;
import java.util.Optional;

/**
 * Decides who may do what to the whole server, and who may be on it. Nothing else does. Pure, as
 * {@link Permissions}, which decides for rooms. An answer is empty if it is allowed.
 *
 * <ol>
 *   <li>Only an operator of the server acts on the server.
 *   <li>No act is against an operator of the server. No ban keeps one out, so that a pattern or an
 *       address cannot lock out those who can lift it.
 *   <li>Who is banned is told until when and why, and nothing else.
 * </ol>
 */
public final class ServerPermissions {
  private static final Problem NOT_OPERATOR =
      new Problem(NOT_SERVER_OPERATOR, "Only an operator of the server can do that.");

  private static final Problem AUDIT_OF_ROOM =
      new Problem(
          NOT_SERVER_OPERATOR,
          "Only an operator of the server can do that; an operator of a room names the room.");

  private ServerPermissions() {}

  /**
   * Whether somebody may do what is done to nobody, or what does not depend on to whom.
   *
   * @param serverOperator whether the account of who asks has that role
   */
  public static Optional<Problem> act(ServerAct act, boolean serverOperator) {
    if (serverOperator) {
      return Optional.empty();
    }
    return Optional.of(act == ServerAct.SEE_AUDIT ? AUDIT_OF_ROOM : NOT_OPERATOR);
  }

  /**
   * Whether somebody may do this to somebody else.
   *
   * @param targetIsOperator whether the account of the other person has the role
   * @param name the nickname of the other person, for the answer
   */
  public static Optional<Problem> actAgainst(
      ServerAct act, boolean serverOperator, boolean targetIsOperator, Nickname name) {
    return act(act, serverOperator)
        .or(
            () ->
                targetIsOperator
                    ? Optional.of(
                        new Problem(
                            TARGET_PROTECTED,
                            name + " is an operator of the server.",
                            name.value()))
                    : Optional.empty());
  }

  /**
   * Whether somebody may be on the server.
   *
   * @param ban in force for the person; empty if there is none
   */
  public static Optional<Problem> enter(boolean serverOperator, Optional<Restriction> ban) {
    return serverOperator ? Optional.empty() : ban.map(ServerPermissions::banned);
  }

  private static Problem banned(Restriction ban) {
    String until = ban.until().map(time -> " until " + time).orElse("");
    Optional<String> reason = ban.reason().map(Text::toSingleLine);
    return new Problem(
        SERVER_BANNED,
        "You are banned from this server"
            + reason.map(why -> until + ": " + why).orElse(until + "."),
        (ban.until().map(time -> time + " ").orElse("") + reason.orElse("")).strip());
  }
}
