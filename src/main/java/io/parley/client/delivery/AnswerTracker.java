package io.parley.client.delivery;

import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.ServerMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The answers that this client expects, so that a script neither exits before it has them nor sends
 * far ahead of them. Owned by the client's actor.
 *
 * <p>A text is answered when it is echoed or refused. A request is answered when its answer and the
 * pong of the ping after it are both received, in either order. An answer alone may be the first of
 * several parts. A pong alone may be unsolicited, or may have overtaken an answer from the history.
 * An answer belongs to the oldest request that it matches.
 */
public final class AnswerTracker {
  /**
   * The maximum number of texts and requests that are sent ahead of their answers. It is the
   * default of {@code parley.limits.in-flight}: a server reads no further, and disconnects a client
   * of which too much waits to be read ({@code SLOW_DOWN}).
   */
  public static final int MAX_WINDOW = 64;

  private final int capacity;
  private final boolean echoes;
  private final Deque<PendingRequest> pending = new ArrayDeque<>();

  /** Whether the server has accepted this client at any time. */
  private boolean accepted;

  private boolean inputEnded;

  /**
   * Nothing is expected.
   *
   * @param capacity the number of pending answers at which nothing more is sent that can wait
   * @param echoes whether the server echoes texts; if not, a text has no answer
   */
  public AnswerTracker(int capacity, boolean echoes) {
    this.capacity = capacity;
    this.echoes = echoes;
  }

  /** A text was sent. */
  public void onTextSent() {
    if (echoes) {
      pending.add(PendingRequest.ofText());
    }
  }

  /**
   * A request was sent.
   *
   * @param pinged whether a ping follows
   */
  public void onRequestSent(Request request, boolean pinged) {
    PendingRequest sentRequest = PendingRequest.ofRequest(request, echoes, pinged);
    if (!sentRequest.isDone()) {
      pending.add(sentRequest);
    }
  }

  /** A ping was sent, and nothing else. */
  public void onPingSent() {
    pending.add(PendingRequest.ofPing());
  }

  /** The number of pending answers. */
  public int pendingCount() {
    return pending.size();
  }

  /** Whether more may be sent that can wait: fewer answers than the capacity are pending. */
  public boolean hasWindow() {
    return pending.size() < capacity;
  }

  /** Whether there is no more input, and everything that was sent is answered. */
  public boolean isSettled() {
    return inputEnded && accepted && pending.isEmpty();
  }

  public void onInputEnded() {
    inputEnded = true;
  }

  /** This client is registered, without a confirmation of the server. */
  public void onRegistered() {
    accepted = true;
  }

  /** This client tries another nickname, as the server has rejected the one that it had. */
  public void onNicknameRejected() {
    pending.clear();
  }

  /** The connection is lost: no pending answer arrives. */
  public void onConnectionLost() {
    pending.clear();
  }

  /**
   * Finds the request or the text that a message answers.
   *
   * @param self the nickname of this client in the room of the message
   */
  public void onMessage(ServerMessage message, Nickname self) {
    if (message instanceof ServerMessage.Chatted && !message.isWrittenBy(self)) {
      return; // most messages
    }
    if (message.refusal().filter(problem -> problem.code().endsConnection()).isPresent()) {
      return;
    }
    accepted |= isRegistration(message, self);
    Iterator<PendingRequest> oldestFirst = pending.iterator();
    boolean taken = false;
    while (!taken && oldestFirst.hasNext()) {
      PendingRequest next = oldestFirst.next();
      taken =
          message instanceof ServerMessage.Pong
              ? next.acceptPong()
              : next.acceptAnswer(message, self);
      if (next.isDone()) {
        oldestFirst.remove();
      }
    }
  }

  private static boolean isRegistration(ServerMessage message, Nickname self) {
    return message instanceof ServerMessage.Welcomed
        || message.isJoinOf(self)
        || message instanceof ServerMessage.Chatted; // some servers do not confirm the join
  }
}
