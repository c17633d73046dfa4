package io.parley.client.render;

import io.parley.client.model.LineText;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.DecodeResult;
import java.util.List;

/** Formats received messages as lines without line breaks. */
public interface MessageFormatter extends DecodeResult.Handler<ServerMessage, List<LineText>> {

  /** The lines for the round-trip time of a ping that the user asked for, in milliseconds. */
  List<LineText> onPingAnswered(long millis);

  /**
   * The lines for a page of the history whose authors are all ignored.
   *
   * @param page the answer without its messages
   */
  List<LineText> onHiddenPage(ServerMessage page);
}
