package io.parley.client;

import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * Keeps count of what this client said and what of it has come back, so that it does not leave too
 * early. Thread-safe.
 */
final class Ledger implements ServerMessage.Handler<Void> {
  private final boolean echoes;
  private final CompletableFuture<Done> settled = new CompletableFuture<>();
  private Nickname self;
  private long unanswered;
  private boolean in;
  private boolean inputEnded;

  /**
   * A ledger at the beginning.
   *
   * @param echoes whether what is said comes back at all; if not, there is nothing to wait for
   */
  Ledger(Nickname self, boolean echoes) {
    this.self = self;
    this.echoes = echoes;
  }

  synchronized void sent() {
    if (echoes) {
      unanswered++;
    }
  }

  /** Goes by another nickname from now on. */
  synchronized void rename(Nickname other) {
    self = other;
    unanswered = 0;
  }

  /** Nobody will say that this client is in: it is. */
  synchronized void enter() {
    in = true;
    check();
  }

  synchronized void inputEnded() {
    inputEnded = true;
    check();
  }

  synchronized void heard(ServerMessage message) {
    message.accept(this);
    check();
  }

  /**
   * Completed when there is no more input and everything that was said has come back, or has been
   * refused.
   */
  CompletionStage<Done> settled() {
    return settled;
  }

  synchronized long unanswered() {
    return unanswered;
  }

  @Override
  public Void onJoined(ServerMessage.Joined joined) {
    in |= joined.nickname().isSame(self);
    return nothing();
  }

  @Override
  public Void onLeft(ServerMessage.Left left) {
    return nothing();
  }

  @Override
  public Void onChatted(ServerMessage.Chatted chatted) {
    if (chatted.nickname().isSame(self)) {
      in = true; // some servers do not tell newcomers that they have joined
      unanswered--;
    }
    return nothing();
  }

  @Override
  public Void onNotice(ServerMessage.Notice notice) {
    return nothing();
  }

  @Override
  public Void onRefused(ServerMessage.Refused refused) {
    unanswered--;
    return nothing();
  }

  @Override
  public Void onNicknameRequested(ServerMessage.NicknameRequested requested) {
    return nothing();
  }

  @Override
  public Void onWelcomed(ServerMessage.Welcomed welcomed) {
    in = true;
    return nothing();
  }

  @Override
  public Void onPresent(ServerMessage.Present present) {
    return nothing();
  }

  @Override
  public Void onEmoted(ServerMessage.Emoted emoted) {
    return nothing();
  }

  @Override
  public Void onPrivateMessage(ServerMessage.PrivateMessage message) {
    if (message.from().isSame(self)) {
      unanswered--;
    }
    return nothing();
  }

  @Override
  public Void onPong(ServerMessage.Pong pong) {
    return nothing();
  }

  @Override
  public Void onGoodbye(ServerMessage.Goodbye goodbye) {
    return nothing();
  }

  private void check() {
    if (inputEnded && in && unanswered <= 0) {
      settled.complete(Done.getInstance());
    }
  }

  @SuppressWarnings("NullAway") // the only value of Void
  private static Void nothing() {
    return null;
  }

  @Override
  public Void onTopicSet(ServerMessage.TopicSet topic) {
    return nothing();
  }

  @Override
  public Void onAnswered(ServerMessage.Answered answered) {
    return nothing();
  }

  @Override
  public Void onRecalled(ServerMessage.Recalled recalled) {
    return nothing();
  }
}
