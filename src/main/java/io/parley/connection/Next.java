package io.parley.connection;

/** What becomes of a connection after something has happened to it. */
enum Next {
  /** It waits for what comes. */
  STAY,
  /** It ends: what waits for the peer is sent, and the nickname is free. */
  END
}
