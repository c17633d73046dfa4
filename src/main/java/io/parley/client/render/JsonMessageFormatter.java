package io.parley.client.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.client.model.LineText;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import java.util.List;

/** Formats messages as JSON: one object per event, one line per object. */
public final class JsonMessageFormatter implements MessageFormatter {
  private final JsonEvents events = JsonEvents.live();

  @Override
  public List<LineText> onMessage(ServerMessage message) {
    return message.accept(events).map(JsonMessageFormatter::line).stream().toList();
  }

  @Override
  public List<LineText> onMalformed(Problem problem) {
    return List.of(line(JsonFields.problem("unreadable", problem)));
  }

  @Override
  public List<LineText> onUnrecoverable(Problem problem) {
    return onMalformed(problem);
  }

  @Override
  public List<LineText> onPingAnswered(long millis) {
    return List.of(line(JsonFields.of("pong").put("millis", millis)));
  }

  @Override
  public List<LineText> onHiddenPage(ServerMessage page) {
    return onMessage(page);
  }

  private static LineText line(ObjectNode event) {
    return LineText.plain(event.toString());
  }
}
