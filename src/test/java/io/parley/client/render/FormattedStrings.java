package io.parley.client.render;

import io.parley.client.model.LineText;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.DecodeResult;
import java.util.List;

/** The lines of a formatter as strings. */
record FormattedStrings(MessageFormatter formatter)
    implements DecodeResult.Handler<ServerMessage, List<String>> {

  @Override
  public List<String> onMessage(ServerMessage message) {
    return strings(formatter.onMessage(message));
  }

  @Override
  public List<String> onMalformed(Problem problem) {
    return strings(formatter.onMalformed(problem));
  }

  @Override
  public List<String> onUnrecoverable(Problem problem) {
    return strings(formatter.onUnrecoverable(problem));
  }

  List<String> onPingAnswered(long millis) {
    return strings(formatter.onPingAnswered(millis));
  }

  private static List<String> strings(List<LineText> lines) {
    return lines.stream().map(LineText::text).toList();
  }
}
