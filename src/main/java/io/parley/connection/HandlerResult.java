package io.parley.connection;

/** What becomes of a connection after something has happened to it. */
enum HandlerResult {
  /** It waits for what comes. */
  CONTINUE,
  /** It ends: what waits for the peer is sent, and the nickname is free. */
  STOP
}
