package io.parley.client;

import io.parley.dialect.Received;
import io.parley.protocol.ServerMessage;
import java.util.List;

/** Puts what a client hears into lines; no line has a newline in it. */
interface Wording extends Received.Handler<ServerMessage, List<String>> {

  /** The server has answered a ping after so many milliseconds. */
  List<String> answered(long millis);
}
