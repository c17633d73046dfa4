package io.parley.connection;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.Text;

/**
 * What can be done about something that a client said. Each returns what its connection does next.
 */
interface Conversation {

  /** Asks the room for the nickname; nothing more is read until it has answered. */
  Next join(Nickname nickname);

  /** Says it to one member of the room. */
  Next tell(Nickname target, Text text);

  /** Does what only some dialects have a way to ask for. */
  Next ask(Request request);

  /** Answers a ping. */
  Next pong();

  /** Says goodbye, and ends the connection. */
  Next quit();

  /** Tells the client why it is not let in; it may try again where its dialect allows that. */
  Next turnAway(Problem reason);

  /** Says it to the room. */
  Next say(Text text);

  /** Tells the client what was wrong, and goes on. */
  Next answer(Problem problem);

  /** Tells the client what was wrong, and ends the connection. */
  Next dismiss(Problem reason);
}
