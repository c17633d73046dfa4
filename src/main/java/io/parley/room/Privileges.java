package io.parley.room;

import io.parley.access.Permissions;
import io.parley.access.Restriction;
import io.parley.access.RoomAct;
import io.parley.access.RoomProfile;
import io.parley.access.RoomRole;
import io.parley.access.Standing;
import io.parley.access.Subject;
import io.parley.account.Account;
import io.parley.history.MessageKind;
import io.parley.protocol.Problem;
import io.parley.protocol.RestrictionKind;
import io.parley.protocol.RoomName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Who is what in a room: accounts by its profile, and guests for as long as they are connected. The
 * actor of the room owns it; it outlives a restart of the room.
 */
final class Privileges {
  /** So many times of last texts are kept before the old ones are removed. */
  private static final int MIN_REMEMBERED_TEXTS = 64;

  private final String key;
  private final RoomProfile unowned;
  private final RoomAccess access;
  private final Roster<ActorRef<RoomEvent>> roster;
  private final InstantSource clock;
  private final Map<ActorRef<RoomEvent>, RoomRole> guestRoles = new HashMap<>();
  private final Set<ActorRef<RoomEvent>> invitedGuests = new HashSet<>();

  /** When people without voice have last said something, while the room is slow. */
  private final Map<String, Instant> lastTexts = new HashMap<>();

  private int maxRememberedTexts = MIN_REMEMBERED_TEXTS;

  Privileges(
      RoomName room, RoomAccess access, Roster<ActorRef<RoomEvent>> roster, InstantSource clock) {
    this.key = room.key();
    this.unowned = RoomProfile.unowned(room);
    this.access = access;
    this.roster = roster;
    this.clock = clock;
  }

  /** The profile that is in force now. */
  RoomProfile profile() {
    return access.profiles().get(key, unowned);
  }

  Permissions permissions() {
    RoomProfile profile = profile();
    return new Permissions(profile.room(), profile.modes());
  }

  /** Whether the profile outlives the room: it does not while a guest owns the room. */
  boolean isStored() {
    return !guestRoles.containsValue(RoomRole.OWNER);
  }

  /** The role of somebody who is here. */
  Optional<RoomRole> role(Occupant<ActorRef<RoomEvent>> occupant) {
    Optional<RoomRole> highest = profile().role(occupant.account());
    for (Member<ActorRef<RoomEvent>> member : occupant.members()) {
      RoomRole guest = guestRoles.get(member.reference());
      if (guest != null && highest.filter(role -> role.compareTo(guest) >= 0).isEmpty()) {
        highest = Optional.of(guest);
      }
    }
    return highest;
  }

  Standing standing(Occupant<ActorRef<RoomEvent>> occupant) {
    return new Standing(
        role(occupant),
        access.profiles().isServerOperator(occupant.account()),
        true,
        false,
        Optional.empty(),
        occupant.mute(profile(), clock.instant()));
  }

  /** The standing of an account that is not here. */
  Standing standing(Account account) {
    OptionalLong id = OptionalLong.of(account.id());
    return new Standing(
        profile().role(id),
        access.profiles().isServerOperator(id),
        false,
        false,
        Optional.empty(),
        Optional.empty());
  }

  /** Whether somebody may enter; empty if so. */
  Optional<Problem> enterProblem(ChatRoom.Join join) {
    RoomProfile profile = profile();
    if (profile.isUnowned()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    OptionalLong account = join.identity().account();
    Subject subject = new Subject(join.identity().nickname(), account, join.address());
    Standing standing =
        new Standing(
            profile.role(account),
            access.profiles().isServerOperator(account),
            roster.find(account).isPresent(),
            invitedGuests.contains(join.member()),
            profile.restriction(RestrictionKind.BAN, subject, now),
            Optional.<Restriction>empty());
    return new Permissions(profile.room(), profile.modes())
        .enter(standing, roster.occupantCount(), join.key());
  }

  /** Whether a member may send a text now; empty if so. */
  Optional<Problem> speakProblem(Member<ActorRef<RoomEvent>> member, MessageKind kind) {
    RoomProfile profile = profile();
    if (profile.isOpenForSpeech()) {
      return Optional.empty();
    }
    Standing standing = standing(member.occupant());
    Permissions permissions = new Permissions(profile.room(), profile.modes());
    Duration slow = profile.modes().slow();
    if (kind == MessageKind.TOPIC) {
      return permissions.act(RoomAct.CHANGE_TOPIC, standing);
    }
    if (slow.isZero()) {
      return permissions.speak(standing, Optional.empty());
    }
    Instant now = clock.instant();
    String author = author(member.occupant());
    Optional<Problem> problem =
        permissions.speak(
            standing,
            Optional.ofNullable(lastTexts.get(author)).map(last -> Duration.between(last, now)));
    if (problem.isEmpty()) {
      remember(author, now, slow);
    }
    return problem;
  }

  /** Leaving and entering again does not shorten the wait. */
  private static String author(Occupant<ActorRef<RoomEvent>> occupant) {
    return occupant.account().isPresent()
        ? Long.toString(occupant.account().getAsLong())
        : "guest " + occupant.nickname().foldedKey();
  }

  private void remember(String author, Instant now, Duration slow) {
    lastTexts.put(author, now);
    if (lastTexts.size() > maxRememberedTexts) {
      lastTexts.values().removeIf(last -> !last.plus(slow).isAfter(now));
      maxRememberedTexts = Math.max(MIN_REMEMBERED_TEXTS, 2 * lastTexts.size());
    }
  }

  /**
   * Gives somebody who is here and has no account a role.
   *
   * @param role empty for none
   */
  void setGuestRole(Occupant<ActorRef<RoomEvent>> guest, Optional<RoomRole> role) {
    for (Member<ActorRef<RoomEvent>> member : guest.members()) {
      role.ifPresentOrElse(
          given -> guestRoles.put(member.reference(), given),
          () -> guestRoles.remove(member.reference()));
    }
  }

  /** Nobody who has no account is the owner any more. */
  void removeGuestOwner() {
    guestRoles.replaceAll((member, role) -> role == RoomRole.OWNER ? RoomRole.OPERATOR : role);
  }

  /** Lets a guest in, who may not be here. */
  void invite(ActorRef<RoomEvent> guest) {
    invitedGuests.add(guest);
  }

  /** Whether somebody who is not here may be forgotten when that connection ends. */
  boolean isInvited(ActorRef<RoomEvent> guest) {
    return invitedGuests.contains(guest);
  }

  /** An invitation is used up when the guest is put out. */
  void withdrawInvitation(ActorRef<RoomEvent> guest) {
    invitedGuests.remove(guest);
  }

  /** A connection has left the room or has ended. What a guest has set ends with the guest. */
  void left(ActorRef<RoomEvent> member) {
    if (guestRoles.remove(member) == RoomRole.OWNER && isStored()) {
      access.writer().tell(new ProfileWriter.Reset(unowned.room()));
    }
  }

  /** A connection has ended. */
  void ended(ActorRef<RoomEvent> member) {
    left(member);
    invitedGuests.remove(member);
  }
}
