package io.parley.access;

import static io.parley.protocol.Problem.Code.BANNED;
import static io.parley.protocol.Problem.Code.INVITATION_REQUIRED;
import static io.parley.protocol.Problem.Code.MESSAGE_TOO_OLD;
import static io.parley.protocol.Problem.Code.MUTED;
import static io.parley.protocol.Problem.Code.NOT_AUTHOR;
import static io.parley.protocol.Problem.Code.NOT_IN_ROOM;
import static io.parley.protocol.Problem.Code.NOT_OPERATOR;
import static io.parley.protocol.Problem.Code.NOT_OWNER;
import static io.parley.protocol.Problem.Code.ROOM_CLOSED;
import static io.parley.protocol.Problem.Code.ROOM_FULL;
import static io.parley.protocol.Problem.Code.ROOM_KEY_WRONG;
import static io.parley.protocol.Problem.Code.ROOM_MODERATED;
import static io.parley.protocol.Problem.Code.SLOW_MODE;
import static io.parley.protocol.Problem.Code.TARGET_PROTECTED;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides who may see and do what in a room. Nothing else does. Pure: the same question has the
 * same answer. An answer is empty if it is allowed, or says what would be needed.
 *
 * <ol>
 *   <li>A server operator may enter every room, and has the rights of its owner there.
 *   <li>Whoever reads, speaks or acts in a room is there, and the others see that.
 *   <li>An act against somebody needs a higher role than that person has.
 *   <li>A refusal tells somebody outside a private room no more than that an invitation is needed.
 * </ol>
 *
 * @param room the room
 * @param modes its settings
 */
public record Permissions(RoomName room, RoomModes modes) {

  /**
   * Whether somebody may enter.
   *
   * @param people the number of people in the room
   * @param key the word that was given; empty if none was
   */
  public Optional<Problem> enter(Standing who, int people, Optional<String> key) {
    if (who.serverOperator() || who.inRoom() || who.has(RoomRole.OWNER)) {
      return Optional.empty();
    }
    boolean invited = who.invited() || who.has(RoomRole.MEMBER);
    if (modes.isPrivate() && !invited) {
      return Optional.of(invitationRequired());
    }
    if (modes.isOn(RoomSetting.CLOSED)) {
      return Optional.of(new Problem(ROOM_CLOSED, room + " is closed.", room.value()));
    }
    if (who.ban().isPresent() && !who.has(RoomRole.OPERATOR)) {
      return Optional.of(banned(who.ban().get()));
    }
    if (modes.needsInvitation() && !invited) {
      return Optional.of(invitationRequired());
    }
    if (!invited && modes.key().isPresent() && !modes.key().equals(key)) {
      return Optional.of(
          new Problem(
              ROOM_KEY_WRONG,
              key.isEmpty()
                  ? room + " is entered with a key: join it with the key after its name."
                  : "That is not the key of " + room + ".",
              room.value()));
    }
    if (modes.limit().isPresent()
        && people >= modes.limit().getAsInt()
        && !who.has(RoomRole.OPERATOR)) {
      return Optional.of(
          new Problem(
              ROOM_FULL,
              room + " is full: it has a limit of " + modes.limit().getAsInt() + ".",
              room.value()));
    }
    return Optional.empty();
  }

  /** Whether somebody may know that the room exists, and who is in it. */
  public boolean see(Standing who) {
    return !modes.isPrivate() || who.inRoom() || who.invited() || who.has(RoomRole.MEMBER);
  }

  /**
   * Whether somebody may send a text, or change the topic.
   *
   * @param sinceLast the time since the last text of the person in this room; empty if there is
   *     none
   */
  public Optional<Problem> speak(Standing who, Optional<Duration> sinceLast) {
    if (!who.inRoom()) {
      return Optional.of(notInRoom());
    }
    if (who.has(RoomRole.OPERATOR)) {
      return Optional.empty();
    }
    if (who.mute().isPresent()) {
      return Optional.of(muted(who.mute().get()));
    }
    if (who.has(RoomRole.VOICE)) {
      return Optional.empty();
    }
    if (modes.isOn(RoomSetting.MODERATED)) {
      return Optional.of(
          new Problem(
              ROOM_MODERATED,
              room + " is moderated: an operator of it must give you voice first.",
              room.value()));
    }
    return sinceLast
        .filter(past -> past.compareTo(modes.slow()) < 0)
        .map(past -> slowMode(modes.slow().minus(past)));
  }

  /**
   * Whether somebody may change the words of a message.
   *
   * @param own whether the person has written it
   * @param age of the message
   * @param maxAge the limit of the server
   */
  public Optional<Problem> edit(Standing who, boolean own, Duration age, Duration maxAge) {
    return speak(who, Optional.empty())
        .or(
            () ->
                own
                    ? tooOld(age, maxAge)
                    : Optional.of(
                        new Problem(
                            NOT_AUTHOR,
                            "Only who has written a message can change it.",
                            room.value())));
  }

  /**
   * Whether somebody may delete a message.
   *
   * @param own whether the person has written it
   * @param age of the message
   * @param maxAge the limit of the server, for the author
   */
  public Optional<Problem> delete(Standing who, boolean own, Duration age, Duration maxAge) {
    Optional<Problem> outside = requireInRoom(who);
    if (outside.isPresent() || who.has(RoomRole.OPERATOR)) {
      return outside;
    }
    return own
        ? tooOld(age, maxAge)
        : Optional.of(
            new Problem(
                NOT_AUTHOR,
                "Only who has written a message, or an operator of " + room + ", can delete it.",
                room.value()));
  }

  private static Optional<Problem> tooOld(Duration age, Duration maxAge) {
    return age.compareTo(maxAge) <= 0
        ? Optional.empty()
        : Optional.of(
            new Problem(
                MESSAGE_TOO_OLD,
                "A message can be changed for " + TimeSpan.format(maxAge) + "; this one is older.",
                TimeSpan.format(maxAge)));
  }

  /** Whether somebody may do what is done to nobody, or what does not depend on to whom. */
  public Optional<Problem> act(RoomAct act, Standing who) {
    return switch (act) {
      case SEE -> see(who) ? Optional.empty() : Optional.of(notInRoom());
      case SPEAK -> speak(who, Optional.empty());
      case REACT -> speak(who, Optional.empty());
      case READ, SEE_SETTINGS -> requireInRoom(who);
      case CHANGE_TOPIC ->
          speak(who, Optional.empty())
              .or(
                  () ->
                      modes.isOn(RoomSetting.TOPIC_LOCK)
                          ? require(RoomRole.OPERATOR, who)
                          : Optional.empty());
      case INVITE ->
          requireInRoom(who)
              .or(
                  () ->
                      modes.needsInvitation() ? require(RoomRole.OPERATOR, who) : Optional.empty());
      case KICK, BAN, MUTE, PURGE, GRANT_VOICE, CHANGE_ORDER, SEE_AUDIT ->
          require(RoomRole.OPERATOR, who);
      case GRANT_OPERATOR, CHANGE_ACCESS, TRANSFER -> require(RoomRole.OWNER, who);
    };
  }

  /**
   * Whether somebody may do this to somebody else, who must have a lower role.
   *
   * @param name the nickname of the other person, for the answer
   */
  public Optional<Problem> actAgainst(RoomAct act, Standing who, Standing target, Nickname name) {
    return act(act, who)
        .or(
            () ->
                rank(who) <= rank(target)
                    ? Optional.of(
                        new Problem(
                            TARGET_PROTECTED,
                            name
                                + (target.serverOperator()
                                    ? " is an operator of the server."
                                    : target.has(RoomRole.OWNER)
                                        ? " owns " + room + "."
                                        : " is an operator of "
                                            + room
                                            + "; its owner can do that."),
                            name.value()))
                    : Optional.empty());
  }

  /** People without a role have none; voice and membership protect nobody. */
  private static int rank(Standing who) {
    if (who.serverOperator()) {
      return 3;
    }
    if (who.has(RoomRole.OWNER)) {
      return 2;
    }
    return who.has(RoomRole.OPERATOR) ? 1 : 0;
  }

  private Optional<Problem> require(RoomRole role, Standing who) {
    return requireInRoom(who)
        .or(
            () ->
                who.has(role)
                    ? Optional.empty()
                    : Optional.of(
                        role == RoomRole.OWNER
                            ? new Problem(
                                NOT_OWNER,
                                "Only the owner of " + room + " can do that.",
                                room.value())
                            : new Problem(
                                NOT_OPERATOR,
                                "Only an operator of " + room + " can do that.",
                                room.value())));
  }

  private Optional<Problem> requireInRoom(Standing who) {
    return who.inRoom() ? Optional.empty() : Optional.of(notInRoom());
  }

  private Problem notInRoom() {
    return notInRoom(room);
  }

  /** Somebody asks for something in a room without being in it, or the room does not exist. */
  public static Problem notInRoom(RoomName room) {
    return new Problem(NOT_IN_ROOM, "You are not in " + room + ".", room.value());
  }

  private Problem invitationRequired() {
    return new Problem(
        INVITATION_REQUIRED,
        room + " is entered by invitation: ask somebody who is in it.",
        room.value());
  }

  private Problem banned(Restriction ban) {
    return new Problem(BANNED, "You are banned from " + room + end(ban), subject(ban));
  }

  private Problem muted(Restriction mute) {
    return new Problem(MUTED, "You are muted in " + room + end(mute), subject(mute));
  }

  /** Until when and why. */
  private static String end(Restriction restriction) {
    String until = restriction.until().map(time -> " until " + time).orElse("");
    return restriction
        .reason()
        .map(Text::toSingleLine)
        .map(why -> until + ": " + why)
        .orElse(until + ".");
  }

  private static String subject(Restriction restriction) {
    return restriction.until().map(Instant::toString).orElse("");
  }

  private Problem slowMode(Duration remaining) {
    long seconds = remaining.plusMillis(999).toSeconds();
    return new Problem(
        SLOW_MODE,
        room
            + " takes one text of each person every "
            + TimeSpan.format(modes.slow())
            + ": wait "
            + TimeSpan.format(Duration.ofSeconds(seconds))
            + ".",
        Long.toString(seconds));
  }
}
