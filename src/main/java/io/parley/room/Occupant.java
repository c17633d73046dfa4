package io.parley.room;

import io.parley.protocol.Nickname;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * One person in a room: a guest, or the devices of one account, each of which is a {@link Member}.
 * All of them have one nickname, and for the others one join and one leave. The {@link Roster} owns
 * it.
 *
 * @param <R> the address of a member
 */
final class Occupant<R> {
  private Nickname nickname;
  private OptionalLong account;
  private long assignment;
  private boolean once = true;

  /** In the order of their joins. Most people have one device in a room. */
  private final List<Member<R>> members = new ArrayList<>(1);

  Occupant(Nickname nickname, OptionalLong account) {
    this.nickname = nickname;
    this.account = account;
  }

  Nickname nickname() {
    return nickname;
  }

  void setNickname(Nickname nickname) {
    this.nickname = nickname;
  }

  /** The id of the account; empty for a guest. */
  OptionalLong account() {
    return account;
  }

  void setAccount(OptionalLong account) {
    this.account = account;
  }

  /** The number of the newest assignment of a nickname that the room knows. */
  long assignment() {
    return assignment;
  }

  void setAssignment(long assignment) {
    this.assignment = assignment;
  }

  /** Whether each device that was here leaves after one message. */
  boolean isOnce() {
    return once;
  }

  void add(Member<R> member) {
    members.add(member);
    once &= member.isOnce();
  }

  void remove(Member<R> member) {
    members.remove(member);
  }

  /** The device that has been here longest. There is one until the person has left. */
  Member<R> firstMember() {
    return members.get(0);
  }

  /** Whether there is more than one device. */
  boolean isShared() {
    return members.size() > 1;
  }

  /** Whether the last device has left. */
  boolean hasLeft() {
    return members.isEmpty();
  }
}
