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
  /** What such a client shows. */
  public enum Selection {
    /** The answers to its line. */
    ANSWERS,
    /** All events until the end. */
    EVENTS,
    /** All events, and the earlier messages of the rooms. */
    EVENTS_AND_PAST
  }

  private final MessageFormatter delegate;
  private final Selection selection;
  private final Consumer<String> onRefused;

  /**
   * Creates a formatter that filters the lines of another one.
   *
   * @param selection what it shows
   * @param onRefused receives the message of each rejection
   */
  public AnswerOnlyFormatter(
      MessageFormatter delegate, Selection selection, Consumer<String> onRefused) {
    this.delegate = delegate;
    this.selection = selection;
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
  public List<LineText> onBacklog(ServerMessage.Backlog backlog) {
    return selection == Selection.EVENTS_AND_PAST ? delegate.onMessage(backlog) : List.of();
  }

  @Override
  protected List<LineText> onOther(ServerMessage message) {
    return showsEvents() ? delegate.onMessage(message) : List.of();
  }

  @Override
  public List<LineText> onMalformed(Problem problem) {
    return showsEvents() ? delegate.onMalformed(problem) : List.of();
  }

  @Override
  public List<LineText> onUnrecoverable(Problem problem) {
    onRefused.accept("invalid data from the server: " + problem.message());
    return showsEvents() ? delegate.onUnrecoverable(problem) : List.of();
  }

  @Override
  public List<LineText> onPingAnswered(long millis) {
    return delegate.onPingAnswered(millis);
  }

  @Override
  public List<LineText> onHiddenPage(ServerMessage page) {
    return delegate.onHiddenPage(page);
  }

  private boolean showsEvents() {
    return selection != Selection.ANSWERS;
  }
}
