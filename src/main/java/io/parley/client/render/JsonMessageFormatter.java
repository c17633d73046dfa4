package io.parley.client.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import java.util.List;

/** Formats messages as JSON: one object per event, one line per object. */
public final class JsonMessageFormatter implements MessageFormatter {
  private final JsonEvents events = JsonEvents.live();

  @Override
  public List<String> onMessage(ServerMessage message) {
    return message.accept(events).map(ObjectNode::toString).stream().toList();
  }

  @Override
  public List<String> onMalformed(Problem problem) {
    return List.of(JsonFields.problem("unreadable", problem).toString());
  }

  @Override
  public List<String> onUnrecoverable(Problem problem) {
    return onMalformed(problem);
  }

  @Override
  public List<String> onPingAnswered(long millis) {
    return List.of(JsonFields.of("pong").put("millis", millis).toString());
  }
}
