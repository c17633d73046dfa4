package io.parley.client.render;

import io.parley.client.model.LineText;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import java.util.List;
import java.util.function.Consumer;

/**
 * Formats as another formatter does, and reports each refusal of the server; for a script, which
 * must fail if something was not sent. The reason for the end of a connection is no refusal of a
 * text: the text is sent again over the next one.
 *
 * @param onRefused receives the message of each refusal
 */
public record RefusalReporter(MessageFormatter delegate, Consumer<String> onRefused)
    implements MessageFormatter {

  @Override
  public List<LineText> onMessage(ServerMessage message) {
    message
        .refusal()
        .filter(problem -> !problem.code().endsConnection())
        .ifPresent(problem -> onRefused.accept(problem.message()));
    return delegate.onMessage(message);
  }

  @Override
  public List<LineText> onMalformed(Problem problem) {
    return delegate.onMalformed(problem);
  }

  @Override
  public List<LineText> onUnrecoverable(Problem problem) {
    return delegate.onUnrecoverable(problem);
  }

  @Override
  public List<LineText> onPingAnswered(long millis) {
    return delegate.onPingAnswered(millis);
  }

  @Override
  public List<LineText> onHiddenPage(ServerMessage page) {
    return delegate.onHiddenPage(page);
  }
}
