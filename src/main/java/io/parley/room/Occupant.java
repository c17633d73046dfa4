package io.parley.room;

import io.parley.access.Restriction;
import io.parley.access.RoomProfile;
import io.parley.access.Subject;
import io.parley.protocol.Nickname;
import io.parley.protocol.RestrictionKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

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
  private final long guest = -1 - (ThreadLocalRandom.current().nextLong() >>> 1);
  private boolean once = true;

  /** The mutes of a profile that are about this person; empty if they are not known. */
  private Optional<RoomProfile> mutesOf = Optional.empty();

  private List<Restriction> mutes = List.of();

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
    mutesOf = Optional.empty();
  }

  /** The id of the account; empty for a guest. */
  OptionalLong account() {
    return account;
  }

  void setAccount(OptionalLong account) {
    this.account = account;
    mutesOf = Optional.empty();
  }

  /**
   * The number that is stored with the messages of the person: that of the account; for a guest a
   * negative random one, as another guest may have the nickname later.
   */
  long author() {
    return account.orElse(guest);
  }

  /** The number of the person before it has logged in here. */
  long guestAuthor() {
    return guest;
  }

  /** As restrictions know the person, by the device that has been here longest. */
  Subject subject() {
    return new Subject(nickname, account, firstMember().address());
  }

  /**
   * The mute that is in force. Those of a profile are remembered, as this is asked for with each
   * text. A profile that has changed is another object.
   */
  @SuppressWarnings("ReferenceEquality")
  Optional<Restriction> mute(RoomProfile profile, Instant now) {
    if (mutesOf.isEmpty() || mutesOf.get() != profile) {
      Subject subject = subject();
      mutes =
          profile.restrictions().stream()
              .filter(each -> each.kind() == RestrictionKind.MUTE && each.appliesTo(subject))
              .toList();
      mutesOf = Optional.of(profile);
    }
    return mutes.stream().filter(each -> each.isInForce(now)).findFirst();
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
    mutesOf = Optional.empty();
    members.add(member);
    once &= member.isOnce();
  }

  void remove(Member<R> member) {
    mutesOf = Optional.empty();
    members.remove(member);
  }

  /** The device that has been here longest. There is one until the person has left. */
  Member<R> firstMember() {
    return members.get(0);
  }

  /** The devices, in the order of their joins. */
  List<Member<R>> members() {
    return Collections.unmodifiableList(members);
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
