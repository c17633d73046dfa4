package io.parley.room;

import io.parley.address.Network;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.time.Instant;
import java.util.Optional;

/**
 * A member of a room: one connection, which is one device of an {@link Occupant}. The actor of the
 * room owns it.
 *
 * @param <R> the address of a member
 */
final class Member<R> {
  private static final long NOT_SHOWN = -1;

  private Occupant<R> occupant;
  private final R reference;
  private final Instant joinedAt;
  private final boolean once;
  private Optional<Network> address = Optional.empty();
  private Optional<Text> leaveReason = Optional.empty();
  private int messagesInFlight;
  private long lastSeenId = NOT_SHOWN;

  /**
   * A new member.
   *
   * @param once whether it leaves after one message
   */
  Member(Occupant<R> occupant, R reference, Instant joinedAt, boolean once) {
    this.occupant = occupant;
    this.reference = reference;
    this.joinedAt = joinedAt;
    this.once = once;
  }

  /** The person whose device it is; after its release, the person whose device it was. */
  Occupant<R> occupant() {
    return occupant;
  }

  void setOccupant(Occupant<R> occupant) {
    this.occupant = occupant;
  }

  Nickname nickname() {
    return occupant.nickname();
  }

  /** Whether it leaves after one message. */
  boolean isOnce() {
    return once;
  }

  R reference() {
    return reference;
  }

  Instant joinedAt() {
    return joinedAt;
  }

  /** The event of its join. */
  ServerMessage joined(Stamp now) {
    return new ServerMessage.Joined(nickname(), now, once);
  }

  /**
   * The event of its leave.
   *
   * @param reason why, in the member's words
   */
  ServerMessage left(Stamp now, Optional<Text> reason) {
    return new ServerMessage.Left(nickname(), now, occupant.isOnce(), reason);
  }

  /**
   * The event that somebody has put it out.
   *
   * @param reason in the words of that person
   */
  ServerMessage kicked(Stamp now, Nickname by, Optional<Text> reason) {
    return new ServerMessage.Left(nickname(), now, occupant.isOnce(), reason, Optional.of(by));
  }

  /** The address that restrictions may be about; empty if it is exempt. */
  Optional<Network> address() {
    return address;
  }

  void setAddress(Optional<Network> network) {
    address = network;
  }

  /** Why its connection ends, in its words. */
  Optional<Text> leaveReason() {
    return leaveReason;
  }

  void setLeaveReason(Optional<Text> reason) {
    leaveReason = reason;
  }

  /** The member has sent a text or a request. */
  void messageReceived() {
    messagesInFlight++;
  }

  /** Records the number of delivered texts and answered requests of the member. */
  void messagesReturned(int count) {
    messagesInFlight -= count;
  }

  /**
   * Returns and resets the number of texts and requests that are neither delivered nor answered.
   */
  int takeMessagesInFlight() {
    int count = messagesInFlight;
    messagesInFlight = 0;
    return count;
  }

  /** Whether the member has received the backlog. */
  boolean isShown() {
    return lastSeenId != NOT_SHOWN;
  }

  void setShown() {
    lastSeenId = 0;
  }

  /** The id of the last text that the member has received; 0 if none. */
  long lastSeenId() {
    return lastSeenId;
  }

  /** Has no effect before the member has received the backlog. */
  void setLastSeenId(long id) {
    if (isShown()) {
      lastSeenId = id;
    }
  }
}
