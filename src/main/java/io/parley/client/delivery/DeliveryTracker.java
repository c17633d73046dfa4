package io.parley.client.delivery;

import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The texts of this client until the server has confirmed them. Owned by the client's actor.
 *
 * <ul>
 *   <li>Sent texts are not echoed yet, the oldest first. After a loss the client searches the
 *       history for them, and resends those that are not found.
 *   <li>Unsent texts wait for a connection.
 * </ul>
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

  /** More unanswered texts than a person types before the first one is answered. */
  private static final int MAX_ON_THE_WAY = 10;

  private final int capacity;
  private final boolean echoes;
  private final UnacknowledgedMessages sent = new UnacknowledgedMessages();
  private final Deque<OutgoingMessage> unsent = new ArrayDeque<>();

  /** Whether a text is sent at once: not between a loss and the end of the resending. */
  private boolean open = true;

  /** Whether the unanswered texts were sent over a lost connection. */
  private boolean sentBeforeLoss;

  private long changes;

  /**
   * An empty tracker.
   *
   * @param capacity the maximum number of sent and unsent texts
   * @param echoes whether the server echoes texts; if not, a text is forgotten when it is written
   */
  public DeliveryTracker(int capacity, boolean echoes) {
    this.capacity = capacity;
    this.echoes = echoes;
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

  /**
   * The number of texts that wait: the unsent ones, and the sent ones if these are so many that the
   * server seems to read them slowly.
   */
  public int waitingCount() {
    return unsent.size() + (sent.size() > MAX_ON_THE_WAY ? sent.size() : 0);
  }

  /** A number that grows each time when another text may fit. */
  public long changes() {
    return changes;
  }

  /** The connection is lost: no text is sent until {@link #open}. */
  public void onConnectionLost() {
    changes++;
    open = false;
    sentBeforeLoss = true;
    if (!echoes) {
      requeueSent(); // unwritten texts are lost with the connection
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
}
