package io.parley.room;

import static io.parley.protocol.Problem.Code.ACCOUNT_REQUIRED;
import static io.parley.protocol.Problem.Code.KICKED;
import static io.parley.protocol.Problem.Code.NO_SUCH_NICKNAME;
import static io.parley.protocol.Problem.Code.SETTING_INVALID;
import static io.parley.protocol.Problem.Code.TARGET_PROTECTED;
import static java.util.Comparator.comparing;

import io.parley.access.AuditEntry;
import io.parley.access.NicknamePattern;
import io.parley.access.Permissions;
import io.parley.access.Restriction;
import io.parley.access.RestrictionInput;
import io.parley.access.RoomAct;
import io.parley.access.RoomChange;
import io.parley.access.RoomModes;
import io.parley.access.RoomProfile;
import io.parley.access.RoomRole;
import io.parley.access.RoomSetting;
import io.parley.access.Standing;
import io.parley.account.Account;
import io.parley.account.AccountLookup;
import io.parley.address.Network;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import io.parley.protocol.Request;
import io.parley.protocol.RestrictionKind;
import io.parley.protocol.RoomAction;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.flow.Batch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Decides what a room does about one request of a member, by {@link Permissions} and the profile as
 * they are now.
 *
 * @param member who asks
 * @param now the time of the request, as exact as a database stores it
 */
record ModerationPlanner(
    RoomName room,
    Member<ActorRef<RoomEvent>> member,
    Privileges privileges,
    Roster<ActorRef<RoomEvent>> roster,
    AccountLookup accounts,
    ModerationEffects effects,
    Instant now)
    implements Request.ModerationHandler<ModerationPlan> {

  /** More do not fit into an answer that people read; the others are counted. */
  private static final int MAX_SHOWN_ROLES = 200;

  private static final String NO_ROLE = "none";

  /** Somebody who is meant by a nickname: here, or an account that is not. */
  private record Target(
      Nickname nickname,
      OptionalLong account,
      Optional<Occupant<ActorRef<RoomEvent>>> occupant,
      Standing standing) {}

  /** A plan that may be refused. */
  private interface Planning {
    ModerationPlan plan() throws RejectedException;
  }

  private static ModerationPlan plan(Planning planning) {
    try {
      return planning.plan();
    } catch (RejectedException e) {
      return ModerationPlan.Reply.refusal(e.problem());
    }
  }

  @Override
  public ModerationPlan onInvite(Request.Invite invite) {
    throw new IllegalStateException("invitations come with an invitee");
  }

  /** Invites somebody whom the registry of nicknames has found. */
  ModerationPlan invite(Invitee invitee) {
    return plan(
        () -> {
          require(permissions().act(RoomAct.INVITE, own()));
          Optional<RoomChange> change = Optional.empty();
          if (invitee.account().isPresent()
              && privileges.profile().role(invitee.account()).isEmpty()) {
            change =
                Optional.of(
                    new RoomChange.RoleSet(
                        invitee.account().getAsLong(), Optional.of(RoomRole.MEMBER)));
          }
          boolean needed = privileges.profile().modes().needsInvitation();
          return act(
              needed ? change : Optional.empty(),
              "invite",
              Optional.of(invitee.nickname().value()),
              Optional.empty(),
              () -> deliver(invitee),
              "You have invited " + invitee.nickname() + " to " + room + ".");
        });
  }

  private void deliver(Invitee invitee) {
    for (ActorRef<MemberMessage> connection : invitee.connections()) {
      if (invitee.account().isEmpty()) {
        ActorRef<RoomEvent> guest = connection.narrow();
        privileges.invite(guest);
        effects.watchInvited(guest);
      }
      connection.tell(
          new RoomEvent.Delivered(Batch.of(new ServerMessage.Invited(member.nickname(), room)), 0));
    }
  }

  @Override
  public ModerationPlan onKick(Request.Kick kick) {
    return plan(
        () -> {
          require(permissions().act(RoomAct.KICK, own()));
          Occupant<ActorRef<RoomEvent>> target = requireHere(kick.nickname());
          require(
              permissions()
                  .actAgainst(RoomAct.KICK, own(), privileges.standing(target), target.nickname()));
          Optional<Text> reason = RestrictionInput.reason(kick.reason());
          Optional<RoomChange> change =
              target.account().isPresent() && privileges.profile().modes().needsInvitation()
                  ? Optional.of(
                      new RoomChange.RoleSet(target.account().getAsLong(), Optional.empty()))
                  : Optional.empty();
          return act(
              change,
              "kick",
              Optional.of(target.nickname().value()),
              reason.map(Text::value),
              () -> kick(target, reason),
              target.nickname() + " is put out of " + room + ".");
        });
  }

  private void kick(Occupant<ActorRef<RoomEvent>> target, Optional<Text> reason) {
    for (Member<ActorRef<RoomEvent>> device : target.members()) {
      privileges.withdrawInvitation(device.reference());
    }
    Nickname by = member.nickname();
    effects.kick(
        target,
        by,
        reason,
        new Problem(
            KICKED,
            by + " has put you out of " + room + reason.map(why -> ": " + why.value()).orElse("."),
            room.value()));
  }

  @Override
  public ModerationPlan onRestrict(Request.Restrict restrict) {
    return plan(
        () -> {
          RestrictionKind kind = restrict.kind();
          RoomAct act = kind == RestrictionKind.BAN ? RoomAct.BAN : RoomAct.MUTE;
          require(permissions().act(act, own()));
          Optional<Text> reason = RestrictionInput.reason(restrict.reason());
          Optional<Instant> until = RestrictionInput.until(now, restrict.duration());
          Optional<Network> address = RestrictionInput.narrowAddress(restrict.target());
          boolean wildcard = RestrictionInput.hasWildcard(restrict.target());
          Restriction restriction;
          if (address.isPresent()) {
            restriction =
                restriction(
                    kind,
                    address.get().toString(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    address,
                    until,
                    reason);
          } else if (wildcard) {
            NicknamePattern pattern = NicknamePattern.parse(restrict.target());
            restriction =
                restriction(
                    kind,
                    pattern.value(),
                    OptionalLong.empty(),
                    Optional.of(pattern),
                    Optional.empty(),
                    until,
                    reason);
          } else {
            restriction = restrictionOfPerson(act, kind, restrict.target(), until, reason);
          }
          return act(
              Optional.of(new RoomChange.Restricted(restriction)),
              kind.label(),
              Optional.of(restriction.target()),
              RestrictionInput.detail(until, reason),
              () -> impose(restriction, address.isEmpty()),
              restriction.target()
                  + (kind == RestrictionKind.BAN ? " is banned from " : " is muted in ")
                  + room
                  + until.map(end -> " until " + end).orElse("")
                  + ".");
        });
  }

  /** A guest is known by the nickname and the address, so that another nickname does not help. */
  private Restriction restrictionOfPerson(
      RoomAct act,
      RestrictionKind kind,
      String name,
      Optional<Instant> until,
      Optional<Text> reason)
      throws RejectedException {
    Optional<Target> target = find(Nickname.sanitize(name));
    if (target.isPresent()) {
      require(
          permissions().actAgainst(act, own(), target.get().standing(), target.get().nickname()));
    }
    if (target.isPresent() && target.get().account().isPresent()) {
      return restriction(
          kind,
          target.get().nickname().value(),
          target.get().account(),
          Optional.empty(),
          Optional.empty(),
          until,
          reason);
    }
    NicknamePattern pattern =
        NicknamePattern.parse(target.map(found -> found.nickname().value()).orElse(name));
    return restriction(
        kind,
        pattern.value(),
        OptionalLong.empty(),
        Optional.of(pattern),
        target.flatMap(Target::occupant).flatMap(occupant -> occupant.firstMember().address()),
        until,
        reason);
  }

  private Restriction restriction(
      RestrictionKind kind,
      String target,
      OptionalLong account,
      Optional<NicknamePattern> pattern,
      Optional<Network> network,
      Optional<Instant> until,
      Optional<Text> reason) {
    return new Restriction(
        kind, target, account, pattern, network, now, until, member.nickname(), reason);
  }

  /**
   * Puts out those who are banned now.
   *
   * @param named whether the others may know whom it is about: an address is shown to nobody
   */
  private void impose(Restriction restriction, boolean named) {
    if (named) {
      effects.announce(
          member.nickname(),
          new RoomAction.Restricted(
              restriction.kind(), restriction.target(), restriction.until(), restriction.reason()));
    }
    if (restriction.kind() != RestrictionKind.BAN) {
      return;
    }
    List<Occupant<ActorRef<RoomEvent>>> banned =
        roster.occupants().stream()
            .filter(occupant -> restriction.appliesTo(occupant.subject()))
            .filter(occupant -> !privileges.standing(occupant).has(RoomRole.OPERATOR))
            .toList();
    banned.forEach(occupant -> kick(occupant, restriction.reason()));
  }

  @Override
  public ModerationPlan onLift(Request.Lift lift) {
    return plan(
        () -> {
          RoomAct act = lift.kind() == RestrictionKind.BAN ? RoomAct.BAN : RoomAct.MUTE;
          require(permissions().act(act, own()));
          String target = Nickname.sanitize(lift.target()).value();
          return act(
              Optional.of(new RoomChange.Lifted(lift.kind(), target, now)),
              "un" + lift.kind().label(),
              Optional.of(target),
              Optional.empty(),
              () -> {
                if (RestrictionInput.address(target).isEmpty()) {
                  effects.announce(member.nickname(), new RoomAction.Lifted(lift.kind(), target));
                }
              },
              "The " + lift.kind().label() + " of " + target + " in " + room + " is lifted.");
        });
  }

  @Override
  public ModerationPlan onListRestrictions(Request.ListRestrictions list) {
    return plan(
        () -> {
          require(permissions().act(RoomAct.BAN, own()));
          List<Answer.Restrictions.Entry> entries =
              privileges.profile().restrictions().stream()
                  .filter(each -> each.isInForce(now))
                  .map(Restriction::toAnswer)
                  .toList();
          return answer(new Answer.Restrictions(room, entries));
        });
  }

  @Override
  public ModerationPlan onSetRole(Request.SetRole set) {
    return plan(
        () -> {
          Optional<RoomRole> next = role(set.role());
          Optional<RoomAct> needed = next.map(ModerationPlanner::granting);
          if (needed.isPresent()) {
            require(permissions().act(needed.get(), own()));
          }
          Target target =
              find(Nickname.sanitize(set.nickname()))
                  .orElseThrow(() -> new RejectedException(nobody(set.nickname())));
          Optional<RoomRole> current = target.standing().role();
          requireMayChange(target, current);
          requireRole(target, current, set.current());
          return next.equals(Optional.of(RoomRole.OWNER))
              ? transfer(target)
              : setRole(target, next);
        });
  }

  private static Optional<RoomRole> role(String label) throws RejectedException {
    if (label.equals(NO_ROLE)) {
      return Optional.empty();
    }
    Optional<RoomRole> role = RoomRole.find(label);
    if (role.isEmpty()) {
      throw new RejectedException(
          new Problem(
              SETTING_INVALID,
              "A role is owner, operator, voice, member or none.",
              Nickname.sanitize(label).value()));
    }
    return role;
  }

  private static RoomAct granting(RoomRole role) {
    return switch (role) {
      case OWNER -> RoomAct.TRANSFER;
      case OPERATOR -> RoomAct.GRANT_OPERATOR;
      case VOICE, MEMBER -> RoomAct.GRANT_VOICE;
    };
  }

  /** Anybody may give up a role below that of the owner. */
  private void requireMayChange(Target target, Optional<RoomRole> current)
      throws RejectedException {
    if (current.equals(Optional.of(RoomRole.OWNER))) {
      throw new RejectedException(
          new Problem(
              TARGET_PROTECTED,
              target.nickname() + " owns " + room + ", and can give it to somebody else.",
              target.nickname().value()));
    }
    boolean self = target.occupant().filter(each -> each == member.occupant()).isPresent();
    if (!self) {
      require(
          permissions()
              .act(current.map(ModerationPlanner::granting).orElse(RoomAct.GRANT_VOICE), own()));
    }
  }

  /** Who takes one role must not take another one by mistake. */
  private void requireRole(Target target, Optional<RoomRole> current, Optional<String> expected)
      throws RejectedException {
    if (expected.isPresent() && !current.map(RoomRole::label).equals(expected)) {
      throw new RejectedException(
          new Problem(
              SETTING_INVALID,
              target.nickname()
                  + current
                      .map(role -> " has the role " + role.label() + " in " + room)
                      .orElse(" has no role in " + room)
                  + ": nothing was changed.",
              target.nickname().value()));
    }
  }

  private ModerationPlan transfer(Target target) throws RejectedException {
    long account = requireAccount(target);
    return act(
        Optional.of(new RoomChange.OwnerSet(account)),
        true,
        "transfer",
        Optional.of(target.nickname().value()),
        Optional.empty(),
        () -> {
          privileges.removeGuestOwner();
          announceRole(target.nickname(), Optional.of(RoomRole.OWNER));
        },
        target.nickname() + " owns " + room + " now.");
  }

  private static long requireAccount(Target target) throws RejectedException {
    if (target.account().isEmpty()) {
      throw new RejectedException(
          new Problem(
              ACCOUNT_REQUIRED,
              target.nickname() + " has no account, which that needs.",
              target.nickname().value()));
    }
    return target.account().getAsLong();
  }

  /** In a room that is entered by invitation, who loses a role stays a member. */
  private ModerationPlan setRole(Target target, Optional<RoomRole> next) throws RejectedException {
    String words =
        target.nickname()
            + next.map(role -> " has the role " + role.label()).orElse(" has no role")
            + " in "
            + room
            + " now.";
    if (target.account().isPresent()) {
      return act(
          Optional.of(new RoomChange.RoleSet(target.account().getAsLong(), next)),
          "role",
          Optional.of(target.nickname().value()),
          Optional.of(next.map(RoomRole::label).orElse(NO_ROLE)),
          () -> announceRole(target.nickname(), next),
          words);
    }
    Occupant<ActorRef<RoomEvent>> guest = target.occupant().orElseThrow();
    return act(
        Optional.empty(),
        "role",
        Optional.of(target.nickname().value()),
        Optional.of(next.map(RoomRole::label).orElse(NO_ROLE)),
        () -> {
          if (!guest.hasLeft()) {
            privileges.setGuestRole(guest, next);
            announceRole(target.nickname(), next);
          }
        },
        words);
  }

  private void announceRole(Nickname target, Optional<RoomRole> role) {
    effects.announce(
        member.nickname(), new RoomAction.RoleChanged(target, role.map(RoomRole::label)));
  }

  @Override
  public ModerationPlan onShowRoom(Request.ShowRoom show) {
    return plan(
        () -> {
          require(permissions().act(RoomAct.SEE_SETTINGS, own()));
          return answer(status());
        });
  }

  private Answer.RoomStatus status() {
    RoomProfile profile = privileges.profile();
    Map<String, String> settings = new HashMap<>();
    profile
        .modes()
        .values()
        .forEach((setting, value) -> settings.put(setting.label(), shown(setting, value)));
    Map<String, Answer.RoomStatus.RoleHolder> holders = new HashMap<>();
    profile
        .roles()
        .forEach(
            (id, role) ->
                accounts.find(id).ifPresent(account -> hold(holders, account.nickname(), role)));
    for (Occupant<ActorRef<RoomEvent>> occupant : roster.occupants()) {
      if (occupant.account().isEmpty()) {
        privileges.role(occupant).ifPresent(role -> hold(holders, occupant.nickname(), role));
      }
    }
    List<Answer.RoomStatus.RoleHolder> sorted =
        holders.values().stream()
            .sorted(
                comparing(
                        (Answer.RoomStatus.RoleHolder holder) ->
                            RoomRole.find(holder.role()).orElseThrow())
                    .reversed()
                    .thenComparing(holder -> holder.nickname().foldedKey()))
            .limit(MAX_SHOWN_ROLES)
            .toList();
    Optional<String> own = privileges.role(member.occupant()).map(RoomRole::label);
    return new Answer.RoomStatus(room, own, settings, sorted);
  }

  private static void hold(
      Map<String, Answer.RoomStatus.RoleHolder> holders, Nickname nickname, RoomRole role) {
    holders.put(nickname.foldedKey(), new Answer.RoomStatus.RoleHolder(nickname, role.label()));
  }

  /** The word of a key is for those who may change it. */
  private String shown(RoomSetting setting, String value) {
    return setting != RoomSetting.KEY
            || permissions().act(RoomAct.changing(RoomSetting.KEY), own()).isEmpty()
        ? value
        : "on";
  }

  @Override
  public ModerationPlan onChangeSetting(Request.ChangeSetting change) {
    return plan(
        () -> {
          RoomSetting setting = setting(change.setting());
          require(permissions().act(RoomAct.changing(setting), own()));
          if (setting.needsAccount() && !privileges.isStored()) {
            throw new RejectedException(
                new Problem(
                    ACCOUNT_REQUIRED,
                    "Only the room of somebody with an account has the setting "
                        + setting.label()
                        + ".",
                    setting.label()));
          }
          RoomModes next = privileges.profile().modes().with(setting, change.value());
          String value =
              setting == RoomSetting.KEY && next.isOn(setting) ? "on" : next.value(setting);
          Set<Long> present = new HashSet<>();
          roster.occupants().forEach(occupant -> occupant.account().ifPresent(present::add));
          return act(
              Optional.of(new RoomChange.SettingSet(setting, change.value(), present)),
              "set",
              Optional.of(setting.label()),
              Optional.of(value),
              () -> {
                effects.announce(
                    member.nickname(), new RoomAction.SettingChanged(setting.label(), value));
                if (setting == RoomSetting.CLOSED && next.isOn(setting)) {
                  putOthersOut();
                }
              },
              "The setting " + setting.label() + " of " + room + " is " + value + " now.");
        });
  }

  private static RoomSetting setting(String label) throws RejectedException {
    Optional<RoomSetting> setting = RoomSetting.find(label);
    if (setting.isEmpty()) {
      throw new RejectedException(
          new Problem(
              SETTING_INVALID,
              "The settings of a room are "
                  + Arrays.stream(RoomSetting.values())
                      .map(RoomSetting::label)
                      .collect(Collectors.joining(", "))
                  + ".",
              Nickname.sanitize(label).value()));
    }
    return setting.get();
  }

  private void putOthersOut() {
    Optional<Text> reason = Optional.of(Text.sanitize("the room is closed"));
    for (Occupant<ActorRef<RoomEvent>> occupant : new ArrayList<>(roster.occupants())) {
      if (!privileges.standing(occupant).has(RoomRole.OWNER)) {
        kick(occupant, reason);
      }
    }
  }

  private Permissions permissions() {
    return privileges.permissions();
  }

  private Standing own() {
    return privileges.standing(member.occupant());
  }

  private static void require(Optional<Problem> problem) throws RejectedException {
    if (problem.isPresent()) {
      throw new RejectedException(problem.get());
    }
  }

  private Occupant<ActorRef<RoomEvent>> requireHere(String nickname) throws RejectedException {
    Nickname name = Nickname.sanitize(nickname);
    return roster
        .findOther(name, Optional.empty())
        .orElseThrow(
            () ->
                new RejectedException(
                    new Problem(
                        NO_SUCH_NICKNAME, name + " is not in " + room + ".", name.value())));
  }

  private Optional<Target> find(Nickname nickname) {
    Optional<Target> here =
        roster
            .findOther(nickname, Optional.empty())
            .map(
                occupant ->
                    new Target(
                        occupant.nickname(),
                        occupant.account(),
                        Optional.of(occupant),
                        privileges.standing(occupant)));
    return here.or(() -> accounts.ownerOf(nickname).map(this::target));
  }

  private Target target(Account account) {
    OptionalLong id = OptionalLong.of(account.id());
    Optional<Occupant<ActorRef<RoomEvent>>> occupant = roster.find(id);
    return new Target(
        occupant.map(Occupant::nickname).orElseGet(account::nickname),
        id,
        occupant,
        occupant.map(privileges::standing).orElseGet(() -> privileges.standing(account)));
  }

  private static Problem nobody(String nickname) {
    Nickname name = Nickname.sanitize(nickname);
    return new Problem(
        NO_SUCH_NICKNAME, "Nobody here is called " + name + ", and no account is.", name.value());
  }

  private static ModerationPlan answer(Answer answer) {
    return new ModerationPlan.Reply(new ServerMessage.Answered(answer));
  }

  private ModerationPlan act(
      Optional<RoomChange> change,
      String act,
      Optional<String> target,
      Optional<String> detail,
      Runnable effect,
      String done) {
    return act(change, privileges.isStored(), act, target, detail, effect, done);
  }

  private ModerationPlan act(
      Optional<RoomChange> change,
      boolean stored,
      String act,
      Optional<String> target,
      Optional<String> detail,
      Runnable effect,
      String done) {
    AuditEntry entry =
        new AuditEntry(
            now,
            member.nickname(),
            member.occupant().account(),
            act,
            Optional.of(room),
            target,
            detail);
    return new ModerationPlan.Act(change, stored, entry, effect, Text.sanitize(done));
  }
}
