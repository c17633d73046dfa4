package io.parley.client.delivery;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tracks what this client sent and what the server has answered. Owned by the client's actor.
 *
 * <p>It holds three things:
 *
 * <ul>
 *   <li>texts that were sent and not echoed, the oldest first; after a loss the client searches the
 *       history for them, and resends those that are not found;
 *   <li>unsent texts, which wait for a connection;
 *   <li>the pending answers, so that a script neither exits before it has them nor sends far ahead
 *       of them.
 * </ul>
 *
 * <p>A text is answered when it is echoed or refused. A request is answered when its answer and the
 * pong of the ping after it are both received, in either order. An answer alone may be the first of
 * several parts. A pong alone may be unsolicited, or may have overtaken an answer from the history.
 * An answer belongs to the oldest request that it matches.
 */
public final class DeliveryTracker {

  /** The result of {@link DeliveryTracker#submit}. */
  public enum Submission {
    /** The caller sends it now. */
    SEND,
    /** It waits for a connection. */
    QUEUED,
    /** There is no room for it. */
    FULL
  }

  private final int capacity;
  private final boolean echoes;
  private final UnacknowledgedMessages sent = new UnacknowledgedMessages();
  private final Deque<OutgoingMessage> unsent = new ArrayDeque<>();
  private final Deque<PendingRequest> pending = new ArrayDeque<>();
  private Nickname self;

  /** Whether a text is sent at once: not between a loss and the end of the resending. */
  private boolean open = true;

  /** Whether the unanswered texts were sent over a lost connection. */
  private boolean sentBeforeLoss;

  /** Whether the server has accepted this client at any time. */
  private boolean accepted;

  private boolean inputEnded;
  private long changes;

  /**
   * An empty tracker.
   *
   * @param capacity the maximum number of unanswered and unsent texts, and of pending answers
   *     before a script must wait
   * @param echoes whether the server echoes texts; if not, a text is forgotten when it is written
   */
  public DeliveryTracker(int capacity, boolean echoes, Nickname self) {
    this.capacity = capacity;
    this.echoes = echoes;
    this.self = self;
  }

  /** Takes a text that the user typed. */
  public Submission submit(OutgoingMessage message) {
    if (size() >= capacity) {
      return Submission.FULL;
    }
    if (!open) {
      unsent.add(message);
      return Submission.QUEUED;
    }
    sent.add(message);
    return Submission.SEND;
  }

  /** The connection has taken a text: without echoes there is no later confirmation. */
  public void onWritten(OutgoingMessage message) {
    if (!echoes) {
      sent.remove(message);
    }
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

  public boolean isOpen() {
    return open;
  }

  /** The number of texts that are unanswered or unsent. */
  public int size() {
    return sent.size() + unsent.size();
  }

  /** The number of unsent texts. */
  public int unsentCount() {
    return unsent.size();
  }

  /** The number of pending answers. */
  public int unansweredCount() {
    return pending.size();
  }

  /** Whether a script may send more: fewer answers than the capacity are missing. */
  public boolean hasWindow() {
    return pending.size() < capacity;
  }

  /** A number that grows each time when another text may fit. */
  public long changes() {
    return changes;
  }

  /** Whether there is no more input and everything that was sent is answered. */
  public boolean isSettled() {
    return inputEnded && accepted && open && pending.isEmpty();
  }

  public void onInputEnded() {
    inputEnded = true;
  }

  /** This client is registered, without a confirmation of the server. */
  public void onRegistered() {
    accepted = true;
  }

  /** This client has another nickname. */
  public void onNicknameChanged(Nickname nickname) {
    self = nickname;
    pending.clear();
  }

  /** The connection is lost: no answer comes, and no text is sent until {@link #open}. */
  public void onConnectionLost() {
    changes++;
    open = false;
    sentBeforeLoss = true;
    pending.clear();
    if (!echoes) {
      requeueSent(); // unwritten texts are lost with the connection
    }
  }

  /** Finds the request or the text that a message answers. */
  public void onMessage(ServerMessage message) {
    if (message instanceof ServerMessage.Chatted && !message.isWrittenBy(self)) {
      return; // most messages
    }
    if (message.refusal().filter(problem -> problem.code().endsConnection()).isPresent()) {
      return;
    }
    accepted |= isRegistration(message);
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

  /** A text of this client is echoed. */
  public void onEcho(ServerMessage echo) {
    if (echoes) {
      changes++;
      sent.onEcho(echo);
    }
  }

  /** A text of this client was found in the history. */
  public void onFoundInHistory(ServerMessage stored) {
    changes++;
    sent.onFoundInHistory(stored);
  }

  /** The server refused something. */
  public void onRefused(Problem problem) {
    changes++;
    if (!sentBeforeLoss) { // otherwise it belongs to the replay or the rejoin
      sent.onRefused(problem);
    }
  }

  /** Makes space: an echo of the oldest text is unlikely. */
  public void dropOldest() {
    changes++;
    sent.dropOldest();
  }

  /** Removes sent texts that may or may not have arrived. */
  public List<OutgoingMessage> takeSent(Predicate<OutgoingMessage> filter) {
    changes++;
    return sent.take(filter);
  }

  /**
   * Removes sent texts that may have been refused: they are not sent again.
   *
   * @param orElse selects further texts to remove
   */
  public List<OutgoingMessage> takeUncertain(Predicate<OutgoingMessage> orElse) {
    changes++;
    return sent.takeUncertain(orElse);
  }

  /** Removes unsent texts. */
  public List<OutgoingMessage> takeUnsent(Predicate<OutgoingMessage> filter) {
    changes++;
    List<OutgoingMessage> taken = new ArrayList<>();
    unsent.removeIf(message -> filter.test(message) && taken.add(message));
    return taken;
  }

  /** Moves sent texts that are not echoed to the front of the unsent texts. */
  public void requeueSent() {
    for (Optional<OutgoingMessage> next = sent.takeNewest();
        next.isPresent();
        next = sent.takeNewest()) {
      unsent.addFirst(next.get());
    }
    sentBeforeLoss = false;
  }

  /** The room of the next unsent text; empty if there is none. */
  public Optional<RoomName> nextRoom() {
    return Optional.ofNullable(unsent.peek()).map(OutgoingMessage::room);
  }

  /** Moves the next text that waits to the sent ones; the caller sends it. */
  public Optional<OutgoingMessage> takeNext() {
    Optional<OutgoingMessage> next = Optional.ofNullable(unsent.poll());
    next.ifPresent(sent::add);
    return next;
  }

  /**
   * Texts are sent at once from now on.
   *
   * @throws IllegalStateException if there are unsent texts, which must be sent first
   */
  public void open() {
    if (!unsent.isEmpty()) {
      throw new IllegalStateException(unsent.size() + " texts wait");
    }
    changes++;
    open = true;
  }

  private boolean isRegistration(ServerMessage message) {
    return message instanceof ServerMessage.Welcomed
        || message.isJoinOf(self)
        || message instanceof ServerMessage.Chatted; // some servers do not confirm the join
  }
}
