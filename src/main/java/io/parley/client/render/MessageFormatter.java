package io.parley.client.render;

import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.DecodeResult;
import java.util.List;

/** Puts what a client hears into lines; no line has a newline in it. */
public interface MessageFormatter extends DecodeResult.Handler<ServerMessage, List<String>> {

  /** The server has answered a ping after so many milliseconds. */
  List<String> onPingAnswered(long millis);
}
