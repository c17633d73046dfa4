package io.parley.client.render;

import io.parley.client.model.LineText;
import io.parley.protocol.DefaultServerMessageHandler;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import java.util.List;
import java.util.function.Consumer;

/** Formats only answers to requests, and reports rejections; for a client that sends one line. */
public final class AnswerOnlyFormatter extends DefaultServerMessageHandler<List<LineText>>
    implements MessageFormatter {
  private final MessageFormatter delegate;
  private final boolean showAll;
  private final Consumer<String> onRefused;

  /**
   * Creates a formatter that filters the lines of another one.
   *
   * @param showAll whether it filters nothing
   * @param onRefused receives the message of each rejection
   */
  public AnswerOnlyFormatter(
      MessageFormatter delegate, boolean showAll, Consumer<String> onRefused) {
    this.delegate = delegate;
    this.showAll = showAll;
    this.onRefused = onRefused;
  }

  @Override
  public List<LineText> onMessage(ServerMessage message) {
    return message.accept(this);
  }

  @Override
  public List<LineText> onAnswered(ServerMessage.Answered answered) {
    return delegate.onMessage(answered);
  }

  @Override
  public List<LineText> onMemberList(ServerMessage.MemberList list) {
    return delegate.onMessage(list);
  }

  @Override
  public List<LineText> onRefused(ServerMessage.Refused refused) {
    onRefused.accept(refused.problem().message());
    return onOther(refused);
  }

  @Override
  protected List<LineText> onOther(ServerMessage message) {
    return showAll ? delegate.onMessage(message) : List.of();
  }

  @Override
  public List<LineText> onMalformed(Problem problem) {
    return showAll ? delegate.onMalformed(problem) : List.of();
  }

  @Override
  public List<LineText> onUnrecoverable(Problem problem) {
    onRefused.accept("invalid data from the server: " + problem.message());
    return showAll ? delegate.onUnrecoverable(problem) : List.of();
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
