package io.parley.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import java.util.List;

/** What is heard as JSON, for programs: one object for each event, on a line of its own. */
final class EventWording implements Wording {
  private final Events events = Events.ofNow();

  @Override
  public List<String> onMessage(ServerMessage message) {
    return message.accept(events).map(ObjectNode::toString).stream().toList();
  }

  @Override
  public List<String> onMalformed(Problem problem) {
    return List.of(EventObject.problem("unreadable", problem).toString());
  }

  @Override
  public List<String> onUnrecoverable(Problem problem) {
    return onMalformed(problem);
  }

  @Override
  public List<String> answered(long millis) {
    return List.of(EventObject.of("pong").put("millis", millis).toString());
  }
}
