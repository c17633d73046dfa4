package io.parley.connection;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.Text;

/**
 * What can be done about something that a client said. Each returns what its connection does next.
 */
interface InboundActions {

  /** Asks the room for the nickname; nothing more is read until it has answered. */
  HandlerResult join(Nickname nickname);

  /** Says it to one member of the room. */
  HandlerResult sendPrivate(Nickname target, Text text);

  /** Does what only some dialects have a way to ask for. */
  HandlerResult request(Request request);

  /** Answers a ping. */
  HandlerResult pong();

  /** Says goodbye, and ends the connection. */
  HandlerResult quit();

  /** Tells the client why it is not let in; it may try again where its dialect allows that. */
  HandlerResult rejectRegistration(Problem reason);

  /** Says it to the room. */
  HandlerResult say(Text text);

  /** Tells the client what was wrong, and goes on. */
  HandlerResult replyProblem(Problem problem);

  /** Tells the client what was wrong, and ends the connection. */
  HandlerResult disconnect(Problem reason);
}
