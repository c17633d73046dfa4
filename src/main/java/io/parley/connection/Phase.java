package io.parley.connection;

/**
 * How far a connection has come.
 *
 * <pre>
 *   REGISTERING --hello--> JOINING --welcomed--> MEMBER --leave--> LEAVING --farewell--> (stopped)
 *        ^                    |
 *        +--- turned away ----+   and the connection ends, unless its dialect lets one try again
 * </pre>
 *
 * A member who enters or exits a further room is ENTERING until that room has answered.
 */
enum Phase {
  /** Nobody knows what to call them. */
  REGISTERING,
  /** The lobby has the nickname, and has not answered yet. */
  JOINING_LOBBY,
  /** They are in. */
  MEMBER,
  /** A further room has not answered yet; nothing is read until then. */
  AWAITING_ROOM,
  /** They go when they have heard all that they said. */
  LEAVING
}
