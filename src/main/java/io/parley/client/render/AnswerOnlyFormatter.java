package io.parley.client.render;

import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import java.util.List;
import java.util.function.Consumer;

/** Of all that is heard, what somebody wants to see who has said one thing: the answer to it. */
public final class AnswerOnlyFormatter implements MessageFormatter {
  private final MessageFormatter delegate;
  private final boolean showAll;
  private final Consumer<String> onRefused;

  /**
   * What is left of another wording.
   *
   * @param everything whether that is all of it
   * @param refused is told, in words, what the server refuses
   */
  public AnswerOnlyFormatter(MessageFormatter all, boolean everything, Consumer<String> refused) {
    this.delegate = all;
    this.showAll = everything;
    this.onRefused = refused;
  }

  @Override
  public List<String> onMessage(ServerMessage message) {
    if (message instanceof ServerMessage.Refused refusal) {
      onRefused.accept(refusal.problem().message());
    }
    return showAll || isAnswer(message) ? delegate.onMessage(message) : List.of();
  }

  @Override
  public List<String> onMalformed(Problem problem) {
    return showAll ? delegate.onMalformed(problem) : List.of();
  }

  @Override
  public List<String> onUnrecoverable(Problem problem) {
    onRefused.accept("the server sent something that cannot be read: " + problem.message());
    return showAll ? delegate.onUnrecoverable(problem) : List.of();
  }

  @Override
  public List<String> onPingAnswered(long millis) {
    return delegate.onPingAnswered(millis);
  }

  private static boolean isAnswer(ServerMessage message) {
    return message instanceof ServerMessage.Answered || message instanceof ServerMessage.MemberList;
  }
}
