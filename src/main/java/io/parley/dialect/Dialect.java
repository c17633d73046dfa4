package io.parley.dialect;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;

/**
 * One wire protocol. Both of its sides are made from the same parts, so that what the server can
 * say the client can read. Instances are immutable and serve any number of connections at once.
 */
public interface Dialect {

  /** The name in configuration, on the command line and in logs. */
  String name();

  /** How a connection comes by its nickname. */
  Registration registration();

  /** Whether people get what they said themselves, as everybody does. */
  boolean echoes();

  /** What the server writes and reads. */
  Side<ServerMessage, ClientMessage> serverSide();

  /** What the client writes and reads. */
  Side<ClientMessage, ServerMessage> clientSide();
}
