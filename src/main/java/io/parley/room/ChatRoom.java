package io.parley.room;

import io.parley.access.AuditEntry;
import io.parley.access.Permissions;
import io.parley.access.RoomAct;
import io.parley.access.RoomChange;
import io.parley.access.RoomRole;
import io.parley.access.Standing;
import io.parley.address.Network;
import io.parley.history.MessageKind;
import io.parley.history.NewMessage;
import io.parley.protocol.Annotations;
import io.parley.protocol.Citation;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.RoomAction;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import io.parley.wire.flow.Batch;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * The actor of one room. It keeps the members, decides the order of the events, and delivers them
 * in batches, each after its texts are stored. Which nickname belongs to whom is decided by the
 * sender of a {@link Join} or {@link Rename}, on the whole server.
 *
 * <ol>
 *   <li>It watches its members, and announces the leave of one that terminates.
 *   <li>If a handler throws, the room drops its pending events and restarts from its history. Its
 *       address, its mailbox and its members stay, so that no nickname becomes free. Members get a
 *       notice and the stored texts that they have not received. A room that fails too often
 *       disconnects its members.
 * </ol>
 */
public final class ChatRoom extends AbstractBehavior<ChatRoom.Command> {

  public sealed interface Command
      permits Say,
          Ask,
          LocateRead,
          Reply,
          Revise,
          Moderate,
          Invite,
          ShowAudit,
          ActSaved,
          InvitedGuestTerminated,
          Repeatable,
          Flush,
          HandlerFailed,
          SummaryDue,
          Reopen,
          HistoryResponse {}

  /** A command that the room repeats after it has failed on it: its sender relies on its effect. */
  private sealed interface Repeatable extends Command {}

  /** A command whose sender waits for {@link RoomEvent.Admitted} or {@link RoomEvent.Rejected}. */
  private sealed interface JoinCommand extends Repeatable {}

  /**
   * Joins the room. The reply is {@link RoomEvent.Admitted} or {@link RoomEvent.Rejected}.
   *
   * @param address the address that bans may be about; empty if it is exempt
   * @param key the word that the peer gives to enter; empty if it gives none
   * @param creates whether the room was created for this join, so that the member may own it
   * @param once whether the member leaves after one message
   */
  public record Join(
      MemberIdentity identity,
      Optional<Network> address,
      Optional<String> key,
      boolean creates,
      ActorRef<RoomEvent> member,
      boolean once)
      implements JoinCommand {
    /** Without a key, from an address that is exempt, to a room that was there. */
    public Join(MemberIdentity identity, ActorRef<RoomEvent> member, boolean once) {
      this(identity, Optional.empty(), Optional.empty(), false, member, once);
    }

    /** A guest that stays. */
    public Join(Nickname nickname, ActorRef<RoomEvent> member) {
      this(MemberIdentity.guest(nickname), member, false);
    }
  }

  /**
   * The member has another nickname, which nobody else has, or another account. The reply is {@link
   * RoomEvent.Renamed}.
   */
  public record Rename(MemberIdentity identity, ActorRef<RoomEvent> member) implements Repeatable {
    /** Of a guest. */
    public Rename(Nickname nickname, ActorRef<RoomEvent> member) {
      this(MemberIdentity.guest(nickname), member);
    }
  }

  /** Sends a text to all members. It is ignored if the sender is not a member. */
  public record Say(MessageKind kind, Text text, ActorRef<RoomEvent> member) implements Command {
    public Say(Text text, ActorRef<RoomEvent> member) {
      this(MessageKind.CHAT, text, member);
    }
  }

  /** Sends a text that answers an earlier one, as {@link Say} does otherwise. */
  public record Reply(Request.Reply request, Text text, ActorRef<RoomEvent> member)
      implements Command {}

  /**
   * Changes messages that were said before. The reply is {@link RoomEvent.Delivered}, and what the
   * others see of it comes in the order of the events.
   *
   * @param request with a valid text or emoji
   */
  public record Revise(Request.MessageRequest request, ActorRef<RoomEvent> member)
      implements Command {}

  /** A request of a member. The reply is {@link RoomEvent.Delivered}. */
  public record Ask(Request.RoomRequest request, ActorRef<RoomEvent> member) implements Command {}

  /**
   * A member has seen the messages up to an id. The reply is {@link RoomEvent.Seen}, with an id
   * that is no higher than that of the last message which the room has sent the member; or a
   * refusal as {@link RoomEvent.Delivered} if it is not a member.
   */
  public record LocateRead(long id, ActorRef<RoomEvent> member) implements Command {}

  /**
   * A request of somebody who may have a role. The reply is {@link RoomEvent.Delivered}; what
   * others see of it comes in the order of the events.
   */
  public record Moderate(Request.Moderation request, ActorRef<RoomEvent> member)
      implements Command {}

  /** Invites somebody. The reply is {@link RoomEvent.Delivered}. */
  public record Invite(Invitee invitee, ActorRef<RoomEvent> member) implements Command {}

  /** Asks what people with a role have done here. The reply is {@link RoomEvent.Delivered}. */
  public record ShowAudit(OptionalInt limit, ActorRef<RoomEvent> member) implements Command {}

  private record ActSaved(ProfileWriter.Saved saved) implements Command {}

  private record InvitedGuestTerminated(ActorRef<RoomEvent> guest) implements Command {}

  /**
   * Leaves this room. The reply is {@link RoomEvent.Parted}, after all earlier events.
   *
   * @param reason for the other members
   */
  public record Part(ActorRef<RoomEvent> member, Optional<Text> reason) implements Repeatable {
    /** Without a reason. */
    public Part(ActorRef<RoomEvent> member) {
      this(member, Optional.empty());
    }
  }

  /**
   * The member's connection ends. The reply is {@link RoomEvent.Completed}, after all earlier
   * events. It remains a member until it terminates.
   *
   * @param reason for the other members, who get it with the leave
   */
  public record Quit(ActorRef<RoomEvent> member, Optional<Text> reason) implements Repeatable {
    /** Without a reason. */
    public Quit(ActorRef<RoomEvent> member) {
      this(member, Optional.empty());
    }
  }

  /**
   * Ends the connections of all members after all earlier events, and rejects all joins. Later
   * texts are neither stored nor delivered.
   */
  public record Close(Problem reason) implements Repeatable {}

  /** Replies with the name of the room when all its texts are stored. */
  public record AwaitPersisted(ActorRef<RoomName> replyTo) implements Repeatable {}

  private record MemberTerminated(ActorRef<RoomEvent> member) implements Repeatable {}

  private enum Flush implements Command {
    INSTANCE
  }

  /** The joins and leaves of a large room are due. */
  private enum SummaryDue implements Command {
    INSTANCE
  }

  /** The handler of a command has thrown. */
  record HandlerFailed(Command command) implements Command {}

  /** A room that failed too often may admit members again. */
  private enum Reopen implements Command {
    INSTANCE
  }

  private final TimerScheduler<Command> timers;
  private final RoomName name;
  private final RoomDependencies dependencies;
  private final Roster<ActorRef<RoomEvent>> roster = new Roster<>();
  private final Admission admission;
  private final RoomRecovery recovery;
  private final OccupancyReporter occupancy;
  private final MemberListAnswer memberList;
  private final ActorRef<ProfileWriter.Saved> savedReplyTo;
  private final Privileges privileges;
  private final Moderation moderation;
  private final Revisions revisions;
  private final ModerationEffects effects = new Effects();

  /** For whom the room was created; empty as soon as it is known who owns it. */
  private Optional<Join> creator = Optional.empty();

  /** Whether nothing was said here before the room started; empty until its history is loaded. */
  private Optional<Boolean> isNew = Optional.empty();

  private DeliveryPipeline delivery;
  private Optional<ActorRef<RoomName>> persistedReplyTo = Optional.empty();

  private ChatRoom(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      RoomName name,
      RoomDependencies dependencies) {
    super(context);
    this.timers = timers;
    this.name = name;
    this.dependencies = dependencies;
    BoundedMemberList boundedList =
        new BoundedMemberList(name, roster, dependencies.settings().presenceSummaryMembers());
    this.admission =
        new Admission(new RoomRef(name, context.getSelf()), boundedList, dependencies.clock());
    this.recovery = new RoomRecovery(boundedList, admission, dependencies);
    this.occupancy = new OccupancyReporter(name, roster, dependencies.occupancyListener());
    this.memberList = new MemberListAnswer(name);
    this.savedReplyTo = context.messageAdapter(ProfileWriter.Saved.class, ActSaved::new);
    this.privileges = new Privileges(name, dependencies.access(), roster, dependencies.clock());
    this.moderation =
        new Moderation(privileges, dependencies.access(), roster, savedReplyTo, this::answer);
    this.revisions =
        new Revisions(
            name,
            dependencies,
            privileges,
            roster,
            () -> delivery,
            this::answer,
            this::sayReply,
            context.getSelf().narrow(),
            context.getSystem().ignoreRef());
    this.delivery = createDelivery();
    delivery.start();
  }

  /** Creates a room without members. */
  public static Behavior<Command> create(RoomName name, RoomDependencies dependencies) {
    Behavior<Command> room =
        Behaviors.setup(
            context ->
                Behaviors.withTimers(timers -> new ChatRoom(context, timers, name, dependencies)));
    return Behaviors.intercept(() -> new RoomFailureInterceptor(name), room);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Say.class, this::onSay)
        .onMessage(Flush.class, this::onFlush)
        .onMessage(HistoryResponse.Stored.class, this::onStored)
        .onMessage(Join.class, this::onJoin)
        .onMessage(Rename.class, this::onRename)
        .onMessage(Ask.class, this::onAsk)
        .onMessage(LocateRead.class, this::onLocateRead)
        .onMessage(Moderate.class, this::onModerate)
        .onMessage(Invite.class, this::onInvite)
        .onMessage(ShowAudit.class, this::onShowAudit)
        .onMessage(ActSaved.class, this::onActSaved)
        .onMessage(InvitedGuestTerminated.class, this::onInvitedGuestTerminated)
        .onMessage(Part.class, this::onPart)
        .onMessage(Quit.class, this::onQuit)
        .onMessage(MemberTerminated.class, this::onMemberTerminated)
        .onMessage(HistoryResponse.RecentLoaded.class, this::onRecentLoaded)
        .onMessage(Reply.class, this::onReply)
        .onMessage(Revise.class, this::onRevise)
        .onMessage(HistoryResponse.RevisionDone.class, this::onRevisionDone)
        .onMessage(HistoryResponse.StoreFailed.class, this::onStoreFailed)
        .onMessage(Close.class, this::onClose)
        .onMessage(AwaitPersisted.class, this::onAwaitPersisted)
        .onMessage(SummaryDue.class, this::onSummaryDue)
        .onMessage(HandlerFailed.class, this::onHandlerFailed)
        .onMessage(Reopen.class, this::onReopen)
        .onSignal(PostStop.class, this::onPostStop)
        .build();
  }

  private Behavior<Command> onSay(Say say) {
    return withAuthor(
        say.member(), member -> say(member, say.kind(), say.text(), Optional.empty()));
  }

  /**
   * @param answered the message that the text answers
   */
  private void say(
      Member<ActorRef<RoomEvent>> member,
      MessageKind kind,
      Text text,
      Optional<Citation> answered) {
    Optional<Problem> problem =
        delivery.isFull()
            ? Optional.of(RoomProblems.TOO_MUCH_UNPERSISTED)
            : privileges.speakProblem(member, kind);
    if (problem.isPresent()) {
      member.messagesReturned(1);
      refuse(member.reference(), problem.get());
      return;
    }
    Stamp stamp = now();
    Annotations annotations = answered.map(Annotations::answering).orElse(Annotations.NONE);
    delivery
        .pending()
        .add(
            HistoryMapping.toServerMessage(kind, member.nickname(), text, stamp, annotations),
            HistoryMapping.toNewMessage(
                kind, member.nickname(), text, stamp, member.occupant().author(), answered));
    delivery.pending().addOwn(member);
    delivery.requestFlush();
  }

  /** The message may be too old for the memory of the room. */
  private Behavior<Command> onReply(Reply reply) {
    Optional<ServerMessage.RoomText> recent =
        delivery
            .findRecent(reply.request().id())
            .filter(text -> text.userMessage().isPresent())
            .filter(text -> text.annotations().deletedBy().isEmpty());
    return recent.isPresent()
        ? withAuthor(
            reply.member(),
            member ->
                say(
                    member,
                    MessageKind.CHAT,
                    reply.text(),
                    Optional.of(
                        Citation.of(
                            reply.request().id(), recent.get().nickname(), recent.get().text()))))
        : submitRevision(reply.request(), reply.member());
  }

  private Behavior<Command> onRevise(Revise revise) {
    return submitRevision(revise.request(), revise.member());
  }

  private Behavior<Command> submitRevision(
      Request.MessageRequest request, ActorRef<RoomEvent> requester) {
    return withSender(
        requester,
        sender -> {
          sender.messageReceived();
          revisions.submit(requester, request);
        });
  }

  private Behavior<Command> onRevisionDone(HistoryResponse.RevisionDone done) {
    revisions.onDone(done.outcome());
    return reportOccupancy();
  }

  private void sayReply(ActorRef<RoomEvent> requester, MessageReviser.Answered answered) {
    NewMessage cited = answered.message().content();
    Citation citation =
        Citation.of(
            answered.message().id(),
            Nickname.sanitize(cited.nickname()),
            Text.sanitize(cited.text()));
    Text text = Text.sanitize(((Request.Reply) answered.order().request()).text());
    roster
        .find(requester)
        .filter(member -> !admission.isClosed())
        .ifPresentOrElse(
            member -> say(member, MessageKind.CHAT, text, Optional.of(citation)),
            () -> answer(requester, new ServerMessage.Refused(Permissions.notInRoom(name))));
  }

  private Behavior<Command> onFlush(Flush flush) {
    delivery.onFlushDue();
    occupancy.reportIfEmpty(delivery.isIdle());
    return this;
  }

  private Behavior<Command> onStored(HistoryResponse.Stored stored) {
    delivery.onStored(stored);
    return onHistoryResponse();
  }

  private Behavior<Command> onJoin(Join join) {
    occupancy.countJoin();
    Optional<Member<ActorRef<RoomEvent>>> known = roster.find(join.member());
    if (known.isPresent() && admission.isOpen()) {
      admission.confirm(known.get(), join.identity().nickname()); // repeated after a failure
      return this;
    }
    if (admission.isOpen()) {
      Optional<Problem> problem = privileges.enterProblem(join);
      if (problem.isPresent()) {
        join.member().tell(new RoomEvent.Rejected(name, problem.get()));
        return reportOccupancy();
      }
      takeNickname(join.identity(), roster.find(join.identity().account()), now());
    }
    admission
        .admit(join.identity(), join.member(), join.once())
        .ifPresent(
            member -> {
              member.setAddress(join.address());
              if (join.creates()) {
                creator = Optional.of(join);
                moderation.awaitOwner();
                decideOwner();
              }
              welcome(member, join.identity().nickname());
            });
    return reportOccupancy();
  }

  /**
   * @param joined the nickname with which the member has joined; if its person was renamed
   *     meanwhile, the member gets that after its own join, and the others have it already
   */
  private void welcome(Member<ActorRef<RoomEvent>> member, Nickname joined) {
    privileges
        .profile()
        .modes()
        .retention()
        .ifPresent(retention -> delivery.forgetBefore(now().time().minus(retention)));
    ActorRef<RoomEvent> reference = member.reference();
    if (privileges.isInvited(reference)) {
      getContext().unwatch(reference); // it is watched as an invited guest
    }
    getContext().watchWith(reference, new MemberTerminated(reference));
    if (!member.occupant().isShared()) {
      delivery.addMember(member, member.joined(now()));
      return;
    }
    delivery.addDevice(member, new ServerMessage.Joined(joined, now(), member.isOnce()));
    if (!joined.equals(member.nickname())) {
      delivery.addRenameFor(member, new ServerMessage.Renamed(joined, member.nickname(), now()));
      delivery.flushAdded();
    }
  }

  /**
   * The nickname belongs to this person. Others in this room whose nicknames look like it have
   * terminated, and their MemberTerminated follow. The person is renamed by the command of the
   * device that knows the nickname first. A device that knows only the previous one changes
   * nothing.
   *
   * @param owner empty if the person is not in the room
   */
  private void takeNickname(
      MemberIdentity identity, Optional<Occupant<ActorRef<RoomEvent>>> owner, Stamp now) {
    if (owner.filter(identity::isBefore).isPresent()) {
      return;
    }
    Nickname nickname = identity.nickname();
    Optional<Occupant<ActorRef<RoomEvent>>> holder = roster.findOther(nickname, owner);
    while (holder.isPresent()) {
      releaseTerminated(holder.get().firstMember().reference(), now);
      holder = roster.findOther(nickname, owner);
    }
    owner.ifPresent(occupant -> occupant.setAssignment(identity.assignment()));
    owner
        .filter(occupant -> !occupant.nickname().equals(nickname)) // else it is known already
        .ifPresent(
            occupant -> {
              ServerMessage renamed = new ServerMessage.Renamed(occupant.nickname(), nickname, now);
              roster.rename(occupant, nickname);
              delivery.addRename(renamed, now);
            });
  }

  private Behavior<Command> onRename(Rename rename) {
    return withMember(
        rename.member(),
        member -> {
          Occupant<ActorRef<RoomEvent>> occupant = member.occupant();
          MemberIdentity identity = rename.identity();
          boolean sameAccount = occupant.account().equals(identity.account());
          boolean accountHere = roster.find(identity.account()).isPresent();
          if (!sameAccount && (accountHere || occupant.isShared())) {
            changeOccupant(member, identity);
          } else {
            takeNickname(identity, Optional.of(occupant), now());
            roster.setAccount(occupant, identity.account());
          }
          member.reference().tell(new RoomEvent.Renamed(name));
          delivery.flushAdded();
          reportOccupancy();
        });
  }

  /**
   * The member becomes a device of somebody who is here, or somebody else than its other devices.
   * It sees a rename; the others see that a person leaves or joins, if that is so. Nothing here may
   * fail once the member is released.
   */
  private void changeOccupant(Member<ActorRef<RoomEvent>> member, MemberIdentity identity) {
    Stamp now = now();
    Nickname previous = member.nickname();
    delivery.addSummary(now); // it may have the join of the member
    roster.release(member.reference());
    if (member.occupant().hasLeft()) {
      delivery.addForOthers(member, member.left(now, Optional.empty()));
    }
    takeNickname(identity, roster.find(identity.account()), now);
    roster.addAgain(member, identity);
    if (!member.occupant().isShared()) {
      delivery.addForOthers(member, member.joined(now));
    }
    if (!previous.equals(member.nickname())) {
      delivery.addRenameFor(member, new ServerMessage.Renamed(previous, member.nickname(), now));
    }
  }

  private Behavior<Command> onAsk(Ask ask) {
    return withSender(
        ask.member(),
        member -> {
          member.messageReceived();
          RoomRequestHandler handler =
              new RoomRequestHandler(member, roster, memberList, delivery.topic(), now());
          Batch<ServerMessage> answer = ask.request().accept(handler);
          delivery.pending().addDirect(member, RoomEvent.Delivered.answer(answer));
          delivery.requestFlush();
        });
  }

  /** The id may be of another room, or of a message that is not said yet. */
  private Behavior<Command> onLocateRead(LocateRead read) {
    read.member()
        .tell(
            roster
                .find(read.member())
                .<RoomEvent>map(
                    member ->
                        new RoomEvent.Seen(
                            name, Math.max(0, Math.min(read.id(), member.lastSeenId()))))
                .orElseGet(
                    () ->
                        RoomEvent.Delivered.answer(
                            Batch.of(new ServerMessage.Refused(Permissions.notInRoom(name))))));
    return this;
  }

  private Behavior<Command> onModerate(Moderate moderate) {
    return onModeration(moderate.member(), member -> moderate.request().accept(planner(member)));
  }

  private Behavior<Command> onInvite(Invite invite) {
    return onModeration(invite.member(), member -> planner(member).invite(invite.invitee()));
  }

  /** The writer reads the audit, too, so that it has what was done before the question. */
  private Behavior<Command> onShowAudit(ShowAudit show) {
    Optional<Member<ActorRef<RoomEvent>>> member = roster.find(show.member());
    Standing standing =
        member.map(Member::occupant).map(privileges::standing).orElse(Standing.OUTSIDER);
    Optional<Problem> problem = privileges.permissions().act(RoomAct.SEE_AUDIT, standing);
    if (problem.isPresent()) {
      member.ifPresent(Member::messageReceived); // the answer goes through the room
      answer(show.member(), new ServerMessage.Refused(problem.get()));
    } else {
      dependencies
          .access()
          .writer()
          .tell(new ProfileWriter.ReadAudit(Optional.of(name), show.limit(), show.member()));
    }
    return this;
  }

  private Behavior<Command> onModeration(
      ActorRef<RoomEvent> requester, Function<Member<ActorRef<RoomEvent>>, ModerationPlan> plan) {
    roster.find(requester).ifPresent(Member::messageReceived);
    moderation.submit(requester, plan);
    return this;
  }

  private ModerationPlanner planner(Member<ActorRef<RoomEvent>> member) {
    return new ModerationPlanner(
        name,
        member,
        privileges,
        roster,
        dependencies.access().accounts(),
        effects,
        dependencies.clock().instant().truncatedTo(ChronoUnit.MICROS));
  }

  private Behavior<Command> onActSaved(ActSaved saved) {
    moderation.onSaved(saved.saved());
    return reportOccupancy();
  }

  private Behavior<Command> onInvitedGuestTerminated(InvitedGuestTerminated terminated) {
    privileges.ended(terminated.guest());
    return this;
  }

  /** Answers a request in the order of the events; at once to somebody who was put out. */
  private void answer(ActorRef<RoomEvent> requester, ServerMessage message) {
    RoomEvent answer = RoomEvent.Delivered.answer(Batch.of(message));
    Optional<Member<ActorRef<RoomEvent>>> member = roster.find(requester);
    if (member.isPresent()) {
      delivery.pending().addDirect(member.get(), answer);
      delivery.requestFlush();
    } else {
      requester.tell(answer);
    }
  }

  /** What an act does to the members. */
  private final class Effects implements ModerationEffects {
    @Override
    public void announce(Nickname by, RoomAction action) {
      delivery.pending().add(new ServerMessage.Moderated(by, action, now()));
      delivery.requestFlush();
    }

    @Override
    public void kick(
        Occupant<ActorRef<RoomEvent>> occupant,
        Nickname by,
        Optional<Text> reason,
        Problem problem) {
      for (Member<ActorRef<RoomEvent>> member : List.copyOf(occupant.members())) {
        leave(member, member.kicked(now(), by, reason), new RoomEvent.Kicked(name, problem));
      }
    }

    @Override
    public void watchInvited(ActorRef<RoomEvent> guest) {
      if (roster.find(guest).isEmpty()) {
        getContext().watchWith(guest, new InvitedGuestTerminated(guest));
      }
    }
  }

  private Behavior<Command> onPart(Part part) {
    Optional<Member<ActorRef<RoomEvent>>> member = roster.find(part.member());
    if (member.isEmpty()) {
      part.member().tell(new RoomEvent.Parted(name)); // put out meanwhile
      return this;
    }
    leave(member.get(), member.get().left(now(), part.reason()), new RoomEvent.Parted(name));
    return reportOccupancy();
  }

  private void leave(Member<ActorRef<RoomEvent>> member, ServerMessage left, RoomEvent lastEvent) {
    getContext().unwatch(member.reference());
    roster.release(member.reference());
    privileges.left(member.reference());
    if (privileges.isInvited(member.reference())) {
      effects.watchInvited(member.reference());
    }
    if (member.occupant().hasLeft()) {
      delivery.removeMember(member, left, lastEvent);
    } else {
      delivery.removeDevice(member, left, lastEvent);
    }
  }

  private Behavior<Command> onQuit(Quit quit) {
    return withMember(
        quit.member(),
        member -> {
          member.setLeaveReason(quit.reason());
          delivery.pending().addDirect(member, new RoomEvent.Completed(name, Optional.empty()));
          delivery.pending().endView(member);
          delivery.requestFlush();
        });
  }

  private Behavior<Command> onMemberTerminated(MemberTerminated terminated) {
    releaseTerminated(terminated.member(), now());
    delivery.flushAdded();
    return reportOccupancy();
  }

  private void releaseTerminated(ActorRef<RoomEvent> terminated, Stamp now) {
    Optional<Member<ActorRef<RoomEvent>>> released = roster.release(terminated);
    privileges.ended(terminated);
    released
        .filter(member -> member.occupant().hasLeft())
        .filter(member -> !admission.isClosed()) // all members leave a closed room
        .ifPresent(member -> delivery.addLeave(member.left(now, member.leaveReason())));
  }

  private Behavior<Command> onRecentLoaded(HistoryResponse.RecentLoaded loaded) {
    delivery.onRecentLoaded(loaded);
    if (isNew.isEmpty()) {
      isNew = Optional.of(loaded.messages().isEmpty() && loaded.topic().isEmpty());
    }
    decideOwner();
    return onHistoryResponse();
  }

  /**
   * Who makes a room owns it, unless something was said there before: its owner would have power
   * over what others wrote.
   */
  private void decideOwner() {
    if (creator.isEmpty() || isNew.isEmpty()) {
      return;
    }
    Optional<Member<ActorRef<RoomEvent>>> member = roster.find(creator.get().member());
    creator = Optional.empty();
    Optional<ProfileWriter.Save> save = Optional.empty();
    if (isNew.get() && member.isPresent() && privileges.profile().isUnowned()) {
      save = claim(member.get());
    }
    moderation.ownerDecided(save);
  }

  /** The member owns the room: a guest as long as it stays, and an account in the database. */
  private Optional<ProfileWriter.Save> claim(Member<ActorRef<RoomEvent>> member) {
    OptionalLong account = member.occupant().account();
    if (account.isEmpty()) {
      privileges.setGuestRole(member.occupant(), Optional.of(RoomRole.OWNER));
      return Optional.empty();
    }
    if (dependencies.access().profiles().ownedBy(account.getAsLong())
        >= dependencies.access().limits().maxOwnedRooms()) {
      return Optional.empty();
    }
    return Optional.of(
        new ProfileWriter.Save(
            name,
            Optional.of(new RoomChange.OwnerSet(account.getAsLong())),
            true,
            new AuditEntry(
                dependencies.clock().instant().truncatedTo(ChronoUnit.MICROS),
                member.nickname(),
                account,
                "create",
                Optional.of(name),
                Optional.empty(),
                Optional.empty()),
            savedReplyTo));
  }

  private Behavior<Command> onStoreFailed(HistoryResponse.StoreFailed failed) {
    delivery.onStoreFailed();
    return this;
  }

  private Behavior<Command> onClose(Close close) {
    admission.close(close.reason());
    RoomEvent farewell = new RoomEvent.Completed(name, Optional.of(close.reason()));
    roster.members().forEach(member -> delivery.pending().addDirect(member, farewell));
    delivery.close();
    return this;
  }

  private Behavior<Command> onAwaitPersisted(AwaitPersisted await) {
    persistedReplyTo = Optional.of(await.replyTo());
    return replyIfPersisted();
  }

  private Behavior<Command> onSummaryDue(SummaryDue due) {
    delivery.onSummaryDue(now());
    return this;
  }

  private Behavior<Command> onHandlerFailed(HandlerFailed failed) {
    timers.cancelAll();
    if (failed.command() instanceof JoinCommand) {
      occupancy.uncountJoin();
    }
    DeliveryPipeline failedDelivery = delivery;
    delivery = createDelivery();
    if (recovery.tryRestart()) {
      recovery.restart(failedDelivery, delivery);
      if (failed.command() instanceof Repeatable) {
        getContext().getSelf().tell(failed.command());
      }
    } else {
      recovery.disconnectMembers(failedDelivery);
      if (failed.command() instanceof JoinCommand) {
        getContext().getSelf().tell(failed.command()); // is rejected
      }
      timers.startSingleTimer(
          Reopen.INSTANCE, Reopen.INSTANCE, dependencies.settings().restartWindow());
    }
    failedDelivery.discard();
    return reportOccupancy();
  }

  private Behavior<Command> onReopen(Reopen reopen) {
    delivery.discard();
    delivery = createDelivery();
    recovery.reopen(delivery);
    return this;
  }

  private Behavior<Command> onPostStop(PostStop signal) {
    delivery.discard();
    return this;
  }

  private DeliveryPipeline createDelivery() {
    return new DeliveryPipeline(
        name,
        dependencies,
        roster,
        getContext().getSelf().narrow(),
        this::scheduleFlush,
        () -> timers.startSingleTimer(SummaryDue.INSTANCE, PresenceCounter.INTERVAL));
  }

  private void scheduleFlush(Duration delay) {
    if (delay.isZero()) {
      timers.cancel(Flush.INSTANCE);
      // Behind the commands that are in the mailbox already: they become part of the batch.
      getContext().getSelf().tell(Flush.INSTANCE);
    } else {
      timers.startSingleTimer(Flush.INSTANCE, delay);
    }
  }

  /** Handles a text of a member. A closed room drops it: it would be stored, but not delivered. */
  private Behavior<Command> withAuthor(
      ActorRef<RoomEvent> reference, Consumer<Member<ActorRef<RoomEvent>>> action) {
    return withSender(
        reference,
        author -> {
          author.messageReceived();
          if (!admission.isClosed()) {
            action.accept(author);
          }
        });
  }

  /** Somebody who was put out meanwhile gets an answer, too: the connection waits for it. */
  private Behavior<Command> withSender(
      ActorRef<RoomEvent> reference, Consumer<Member<ActorRef<RoomEvent>>> action) {
    if (roster.find(reference).isEmpty()) {
      refuse(reference, Permissions.notInRoom(name));
      return this;
    }
    return withMember(reference, action);
  }

  private static void refuse(ActorRef<RoomEvent> sender, Problem problem) {
    sender.tell(new RoomEvent.Delivered(Batch.of(new ServerMessage.Refused(problem)), 1));
  }

  private Behavior<Command> withMember(
      ActorRef<RoomEvent> reference, Consumer<Member<ActorRef<RoomEvent>>> action) {
    roster.find(reference).ifPresent(action);
    return this;
  }

  private Behavior<Command> onHistoryResponse() {
    occupancy.reportIfEmpty(delivery.isIdle());
    return replyIfPersisted();
  }

  private Behavior<Command> replyIfPersisted() {
    if (delivery.isPersisted()) {
      persistedReplyTo.ifPresent(replyTo -> replyTo.tell(name));
      persistedReplyTo = Optional.empty();
    }
    return this;
  }

  private Behavior<Command> reportOccupancy() {
    occupancy.report(delivery.isIdle());
    return this;
  }

  private Stamp now() {
    return new Stamp(name, dependencies.clock().instant());
  }
}
