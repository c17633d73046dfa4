package io.parley.room;

import io.parley.history.MessageKind;
import io.parley.history.NewMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import io.parley.wire.flow.Batch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * A room: it knows who is in, and decides the order of what is said; the lobby owns the nicknames
 * besides. What happens goes out to everybody in batches, and not before it is kept: while one
 * batch is being written, what comes forms the next.
 *
 * <p>It watches its members, and in the lobby their death is the only thing that frees a nickname.
 */
public final class ChatRoom extends AbstractBehavior<ChatRoom.Command> {

  /** What can be asked of a room. */
  public sealed interface Command {}

  /** Lets somebody in. Answered by {@link RoomEvent.Admitted} or {@link RoomEvent.Rejected}. */
  public record Join(Nickname nickname, ActorRef<RoomEvent> member) implements Command {}

  /**
   * Lets somebody in who has no name, under one that the room makes up. Answered like {@link Join}.
   */
  public record JoinAsGuest(ActorRef<RoomEvent> member) implements Command {}

  /**
   * Says something to everybody: what they say, what they do, or what the room is about. Ignored
   * from somebody who is not in.
   */
  public record Say(MessageKind kind, Text text, ActorRef<RoomEvent> member) implements Command {
    public Say(Text text, ActorRef<RoomEvent> member) {
      this(MessageKind.CHAT, text, member);
    }
  }

  /**
   * Says something to one member alone. The sender hears it as a receipt, or that nobody has that
   * nickname. Ignored from somebody who is not in.
   */
  public record SendPrivate(Nickname target, Text text, ActorRef<RoomEvent> member)
      implements Command {}

  /** A member wants to know something. Answered by {@link RoomEvent.Delivered}. */
  public record Ask(Request.RoomRequest request, ActorRef<RoomEvent> member) implements Command {}

  /** A member is in these rooms now. For the lobby. */
  public record UpdateRooms(List<RoomName> rooms, ActorRef<RoomEvent> member) implements Command {}

  /** A member leaves this room. Answered by {@link RoomEvent.Parted} when they have heard all. */
  public record Part(ActorRef<RoomEvent> member) implements Command {}

  /**
   * Somebody wants to go for good: they hear what they have not heard yet, then a {@link
   * RoomEvent.Completed}. They stay in until they are dead.
   */
  public record Quit(ActorRef<RoomEvent> member) implements Command {}

  /** Sends everybody home: what is under way goes out first. Nobody is let in any more. */
  public record Close(Problem reason) implements Command {}

  /** When all that was said here is kept. Answered by the name of the room. */
  public record AwaitPersisted(ActorRef<RoomName> replyTo) implements Command {}

  private record MemberTerminated(ActorRef<RoomEvent> member) implements Command {}

  private record HistoryReplied(HistoryResponse response) implements Command {}

  private enum Flush implements Command {
    INSTANCE
  }

  private final TimerScheduler<Command> timers;
  private final RoomName name;
  private final RoomDependencies dependencies;
  private final Roster<ActorRef<RoomEvent>> roster = new Roster<>();
  private final PrivateMessages privateMessages = new PrivateMessages(roster);
  private final DeliveryPipeline delivery;
  private final Admission admission;
  private Optional<ActorRef<RoomName>> persistedReplyTo = Optional.empty();

  private ChatRoom(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      RoomName name,
      RoomDependencies setup) {
    super(context);
    this.timers = timers;
    this.name = name;
    this.dependencies = setup;
    this.admission = new Admission(roster, setup.clock());
    this.delivery =
        new DeliveryPipeline(
            name,
            setup,
            roster,
            context.messageAdapter(HistoryResponse.class, HistoryReplied::new),
            this::scheduleFlush);
  }

  /** A room of this name. */
  public static Behavior<Command> create(RoomName name, RoomDependencies setup) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new ChatRoom(context, timers, name, setup)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Say.class, this::onSay)
        .onMessageEquals(Flush.INSTANCE, this::onFlush)
        .onMessage(HistoryReplied.class, this::onHistoryReplied)
        .onMessage(Join.class, this::onJoin)
        .onMessage(JoinAsGuest.class, this::onJoinAsGuest)
        .onMessage(SendPrivate.class, this::onSendPrivate)
        .onMessage(Ask.class, this::onAsk)
        .onMessage(UpdateRooms.class, this::onUpdateRooms)
        .onMessage(Part.class, this::onPart)
        .onMessage(Quit.class, this::onQuit)
        .onMessage(MemberTerminated.class, this::onMemberTerminated)
        .onMessage(Close.class, this::onClose)
        .onMessage(AwaitPersisted.class, this::onAwaitPersisted)
        .build();
  }

  private Behavior<Command> onSay(Say say) {
    return withMember(
        say.member(),
        member -> {
          if (delivery.isFull()) {
            ServerMessage refusal = new ServerMessage.Refused(RoomProblems.TOO_MUCH_UNPERSISTED);
            member.reference().tell(new RoomEvent.Delivered(Batch.of(refusal), 1));
            return;
          }
          Stamp stamp = now();
          NewMessage saying =
              HistoryMapping.toNewMessage(say.kind(), member.nickname(), say.text(), stamp);
          delivery
              .pending()
              .add(
                  HistoryMapping.toServerMessage(say.kind(), member.nickname(), say.text(), stamp),
                  saying);
          delivery.pending().countOwnMessage(member);
          delivery.requestFlush();
        });
  }

  private Behavior<Command> onJoin(Join join) {
    if (!isLobby()) {
      // The nickname is theirs, says the lobby: whoever has it here is dead, and we are about to
      // be told so.
      roster
          .find(join.nickname())
          .filter(other -> !other.reference().equals(join.member()))
          .ifPresent(other -> onMemberTerminated(new MemberTerminated(other.reference())));
    }
    admission.admit(join.nickname(), join.member()).ifPresent(this::welcome);
    return reportOccupancy();
  }

  private void welcome(Member<ActorRef<RoomEvent>> newcomer) {
    ActorRef<RoomEvent> who = newcomer.reference();
    getContext().watchWith(who, new MemberTerminated(who));
    who.tell(
        new RoomEvent.Admitted(
            newcomer.nickname(), roster.nicknames(), new RoomRef(name, getContext().getSelf())));
    delivery.addMember(newcomer, new ServerMessage.Joined(newcomer.nickname(), now()));
  }

  private Behavior<Command> onJoinAsGuest(JoinAsGuest join) {
    return onJoin(new Join(admission.nextGuestNickname(), join.member()));
  }

  private Behavior<Command> onSendPrivate(SendPrivate tell) {
    return withMember(
        tell.member(),
        sender -> {
          privateMessages.send(sender, tell.target(), tell.text(), delivery.pending());
          delivery.requestFlush();
        });
  }

  private Behavior<Command> onAsk(Ask ask) {
    return withMember(
        ask.member(),
        member -> {
          RoomRequestHandler handler =
              new RoomRequestHandler(member, roster, delivery.topic(), now());
          Batch<ServerMessage> answer = Batch.of(ask.request().accept(handler));
          delivery.pending().addDirect(member, new RoomEvent.Delivered(answer, 1));
          delivery.requestFlush();
        });
  }

  private Behavior<Command> onUpdateRooms(UpdateRooms isIn) {
    return withMember(isIn.member(), member -> member.setRooms(isIn.rooms()));
  }

  private Behavior<Command> onPart(Part exit) {
    return withMember(
        exit.member(),
        member -> {
          getContext().unwatch(exit.member());
          roster.release(exit.member());
          delivery.removeMember(
              member, new ServerMessage.Left(member.nickname(), now()), new RoomEvent.Parted(name));
          reportOccupancy();
        });
  }

  private Behavior<Command> onQuit(Quit leave) {
    return withMember(
        leave.member(),
        member -> {
          delivery.pending().addDirect(member, new RoomEvent.Completed(name, Optional.empty()));
          delivery.pending().endView(member);
          delivery.requestFlush();
        });
  }

  private Behavior<Command> onMemberTerminated(MemberTerminated died) {
    roster
        .release(died.member())
        .filter(gone -> !admission.isClosed()) // who sends everybody home need not tell of each
        .ifPresent(gone -> publish(new ServerMessage.Left(gone.nickname(), now())));
    return reportOccupancy();
  }

  private Behavior<Command> onClose(Close close) {
    admission.close(close.reason());
    RoomEvent farewell = new RoomEvent.Completed(name, Optional.of(close.reason()));
    roster.members().forEach(member -> delivery.pending().addDirect(member, farewell));
    delivery.close();
    return this;
  }

  private Behavior<Command> onAwaitPersisted(AwaitPersisted settle) {
    persistedReplyTo = Optional.of(settle.replyTo());
    return replyIfPersisted();
  }

  private Behavior<Command> onHistoryReplied(HistoryReplied message) {
    delivery.onHistoryResponse(message.response());
    reportOccupancyIfEmpty();
    return replyIfPersisted();
  }

  private Behavior<Command> onFlush() {
    delivery.onFlushDue();
    reportOccupancyIfEmpty();
    return this;
  }

  private void scheduleFlush(Duration wait) {
    if (wait.isZero()) {
      timers.cancel(Flush.INSTANCE); // this one comes before it
      // Behind what is in the mailbox already: all that joins the batch.
      getContext().getSelf().tell(Flush.INSTANCE);
    } else {
      timers.startSingleTimer(Flush.INSTANCE, wait);
    }
  }

  private void publish(ServerMessage event) {
    delivery.pending().add(event);
    delivery.requestFlush();
  }

  private Behavior<Command> withMember(
      ActorRef<RoomEvent> reference, Consumer<Member<ActorRef<RoomEvent>>> action) {
    roster.find(reference).ifPresent(action);
    return this;
  }

  private Behavior<Command> replyIfPersisted() {
    if (delivery.isPersisted()) {
      persistedReplyTo.ifPresent(waiting -> waiting.tell(name));
      persistedReplyTo = Optional.empty();
    }
    return this;
  }

  private void reportOccupancyIfEmpty() {
    if (roster.isEmpty()) {
      reportOccupancy();
    }
  }

  private Behavior<Command> reportOccupancy() {
    dependencies
        .occupancyListener()
        .tell(
            new RoomRegistry.OccupancyChanged(
                name, roster.size(), admission.attempts(), delivery.isIdle()));
    return this;
  }

  private Stamp now() {
    return new Stamp(name, dependencies.clock().instant());
  }

  private boolean isLobby() {
    return name.equals(RoomName.LOBBY);
  }
}
