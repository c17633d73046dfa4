package io.parley.connection;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.Text;
import org.apache.pekko.actor.typed.Behavior;

/**
 * What can be done about something that a client said. Each returns what its connection does next.
 */
interface Conversation {

  /** Asks the room for the nickname; nothing more is read until it has answered. */
  Behavior<ConnectionActor.Command> join(Nickname nickname);

  /** Says it to one member of the room. */
  Behavior<ConnectionActor.Command> tell(Nickname target, Text text);

  /** Does what only some dialects have a way to ask for. */
  Behavior<ConnectionActor.Command> ask(Request request);

  /** Answers a ping. */
  Behavior<ConnectionActor.Command> pong();

  /** Says goodbye, and ends the connection. */
  Behavior<ConnectionActor.Command> quit();

  /** Tells the client why it is not let in; it may try again where its dialect allows that. */
  Behavior<ConnectionActor.Command> turnAway(Problem reason);

  /** Says it to the room. */
  Behavior<ConnectionActor.Command> say(Text text);

  /** Tells the client what was wrong, and goes on. */
  Behavior<ConnectionActor.Command> answer(Problem problem);

  /** Tells the client what was wrong, and ends the connection. */
  Behavior<ConnectionActor.Command> dismiss(Problem reason);
}
