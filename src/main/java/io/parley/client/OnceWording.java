package io.parley.client;

import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import java.util.List;
import java.util.function.Consumer;

/** Of all that is heard, what somebody wants to see who has said one thing: the answer to it. */
final class OnceWording implements Wording {
  private final Wording all;
  private final boolean everything;
  private final Consumer<String> refused;

  /**
   * What is left of another wording.
   *
   * @param everything whether that is all of it
   * @param refused is told, in words, what the server refuses
   */
  OnceWording(Wording all, boolean everything, Consumer<String> refused) {
    this.all = all;
    this.everything = everything;
    this.refused = refused;
  }

  @Override
  public List<String> onMessage(ServerMessage message) {
    if (message instanceof ServerMessage.Refused refusal) {
      refused.accept(refusal.problem().message());
    }
    return everything || isAnswer(message) ? all.onMessage(message) : List.of();
  }

  @Override
  public List<String> onMalformed(Problem problem) {
    return everything ? all.onMalformed(problem) : List.of();
  }

  @Override
  public List<String> onUnrecoverable(Problem problem) {
    refused.accept("the server sent something that cannot be read: " + problem.message());
    return everything ? all.onUnrecoverable(problem) : List.of();
  }

  @Override
  public List<String> answered(long millis) {
    return all.answered(millis);
  }

  private static boolean isAnswer(ServerMessage message) {
    return message instanceof ServerMessage.Answered || message instanceof ServerMessage.MemberList;
  }
}
