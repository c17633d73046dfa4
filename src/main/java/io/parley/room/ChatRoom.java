package io.parley.room;

import io.parley.dialect.Batch;
import io.parley.history.MessageKind;
import io.parley.history.NewMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
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

  /** Lets somebody in. Answered by {@link RoomEvent.Welcomed} or {@link RoomEvent.TurnedAway}. */
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
  public record Tell(Nickname target, Text text, ActorRef<RoomEvent> member) implements Command {}

  /** A member wants to know something. Answered by {@link RoomEvent.Heard}. */
  public record Ask(Question question, ActorRef<RoomEvent> member) implements Command {}

  /** A member is in these rooms now. For the lobby. */
  public record IsIn(List<RoomName> rooms, ActorRef<RoomEvent> member) implements Command {}

  /** A member leaves this room. Answered by {@link RoomEvent.Exited} when they have heard all. */
  public record Exit(ActorRef<RoomEvent> member) implements Command {}

  /**
   * Somebody wants to go for good: they hear what they have not heard yet, then a {@link
   * RoomEvent.Farewell}. They stay in until they are dead.
   */
  public record Leave(ActorRef<RoomEvent> member) implements Command {}

  /** Sends everybody home: what is under way goes out first. Nobody is let in any more. */
  public record Close(Problem reason) implements Command {}

  /** When all that was said here is kept. Answered by the name of the room. */
  public record Settle(ActorRef<RoomName> replyTo) implements Command {}

  private record Died(ActorRef<RoomEvent> member) implements Command {}

  private record FromHistorian(Historian.Told told) implements Command {}

  private enum Flush implements Command {
    INSTANCE
  }

  private final TimerScheduler<Command> timers;
  private final RoomName name;
  private final RoomSetup setup;
  private final Roster<ActorRef<RoomEvent>> roster = new Roster<>();
  private final PrivateTalk talk = new PrivateTalk(roster);
  private final Delivery delivery;
  private final Door door;
  private Optional<ActorRef<RoomName>> settledTo = Optional.empty();

  private ChatRoom(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      RoomName name,
      RoomSetup setup) {
    super(context);
    this.timers = timers;
    this.name = name;
    this.setup = setup;
    this.door = new Door(roster, setup.clock());
    this.delivery =
        new Delivery(
            name,
            setup,
            roster,
            context.messageAdapter(Historian.Told.class, FromHistorian::new),
            this::flushAfter);
  }

  /** A room of this name. */
  public static Behavior<Command> create(RoomName name, RoomSetup setup) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new ChatRoom(context, timers, name, setup)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Say.class, this::onSay)
        .onMessageEquals(Flush.INSTANCE, this::onFlush)
        .onMessage(FromHistorian.class, this::onFromHistorian)
        .onMessage(Join.class, this::onJoin)
        .onMessage(JoinAsGuest.class, this::onJoinAsGuest)
        .onMessage(Tell.class, this::onTell)
        .onMessage(Ask.class, this::onAsk)
        .onMessage(IsIn.class, this::onIsIn)
        .onMessage(Exit.class, this::onExit)
        .onMessage(Leave.class, this::onLeave)
        .onMessage(Died.class, this::onDied)
        .onMessage(Close.class, this::onClose)
        .onMessage(Settle.class, this::onSettle)
        .build();
  }

  private Behavior<Command> onSay(Say say) {
    return with(
        say.member(),
        member -> {
          if (delivery.isFull()) {
            ServerMessage refusal = new ServerMessage.Refused(RoomProblems.NOT_DELIVERED);
            member.reference().tell(new RoomEvent.Heard(Batch.of(refusal), 1));
            return;
          }
          Stamp stamp = now();
          NewMessage saying = Sayings.of(say.kind(), member.nickname(), say.text(), stamp);
          delivery
              .pending()
              .add(Sayings.message(say.kind(), member.nickname(), say.text(), stamp), saying);
          delivery.pending().saidBy(member);
          delivery.soon();
        });
  }

  private Behavior<Command> onJoin(Join join) {
    if (!isLobby()) {
      // The nickname is theirs, says the lobby: whoever has it here is dead, and we are about to
      // be told so.
      roster
          .find(join.nickname())
          .filter(other -> !other.reference().equals(join.member()))
          .ifPresent(other -> onDied(new Died(other.reference())));
    }
    door.open(join.nickname(), join.member()).ifPresent(this::welcome);
    return counted();
  }

  private void welcome(Member<ActorRef<RoomEvent>> newcomer) {
    ActorRef<RoomEvent> who = newcomer.reference();
    getContext().watchWith(who, new Died(who));
    who.tell(
        new RoomEvent.Welcomed(
            newcomer.nickname(), roster.nicknames(), new Place(name, getContext().getSelf())));
    delivery.begin(newcomer, new ServerMessage.Joined(newcomer.nickname(), now()));
  }

  private Behavior<Command> onJoinAsGuest(JoinAsGuest join) {
    return onJoin(new Join(door.nextGuest(), join.member()));
  }

  private Behavior<Command> onTell(Tell tell) {
    return with(
        tell.member(),
        sender -> {
          talk.tell(sender, tell.target(), tell.text(), delivery.pending());
          delivery.soon();
        });
  }

  private Behavior<Command> onAsk(Ask ask) {
    return with(
        ask.member(),
        member -> {
          Answers answers = new Answers(member, roster, delivery.topic(), now());
          Batch<ServerMessage> answer = Batch.of(ask.question().accept(answers));
          delivery.pending().aside(member, new RoomEvent.Heard(answer, 1));
          delivery.soon();
        });
  }

  private Behavior<Command> onIsIn(IsIn isIn) {
    return with(isIn.member(), member -> member.isIn(isIn.rooms()));
  }

  private Behavior<Command> onExit(Exit exit) {
    return with(
        exit.member(),
        member -> {
          getContext().unwatch(exit.member());
          roster.release(exit.member());
          delivery.end(
              member, new ServerMessage.Left(member.nickname(), now()), new RoomEvent.Exited(name));
          counted();
        });
  }

  private Behavior<Command> onLeave(Leave leave) {
    return with(
        leave.member(),
        member -> {
          delivery.pending().aside(member, new RoomEvent.Farewell(Optional.empty()));
          delivery.pending().hearsUpToHere(member);
          delivery.soon();
        });
  }

  private Behavior<Command> onDied(Died died) {
    roster
        .release(died.member())
        .filter(gone -> !door.isClosed()) // who sends everybody home need not tell of each
        .ifPresent(gone -> happened(new ServerMessage.Left(gone.nickname(), now())));
    return counted();
  }

  private Behavior<Command> onClose(Close close) {
    door.close(close.reason());
    RoomEvent farewell = new RoomEvent.Farewell(Optional.of(close.reason()));
    roster.members().forEach(member -> delivery.pending().aside(member, farewell));
    delivery.close();
    return this;
  }

  private Behavior<Command> onSettle(Settle settle) {
    settledTo = Optional.of(settle.replyTo());
    return answerIfSettled();
  }

  private Behavior<Command> onFromHistorian(FromHistorian message) {
    delivery.told(message.told());
    countedIfEmpty();
    return answerIfSettled();
  }

  private Behavior<Command> onFlush() {
    delivery.due();
    countedIfEmpty();
    return this;
  }

  private void flushAfter(Duration wait) {
    if (wait.isZero()) {
      timers.cancel(Flush.INSTANCE); // this one comes before it
      // Behind what is in the mailbox already: all that joins the batch.
      getContext().getSelf().tell(Flush.INSTANCE);
    } else {
      timers.startSingleTimer(Flush.INSTANCE, wait);
    }
  }

  private void happened(ServerMessage event) {
    delivery.pending().add(event);
    delivery.soon();
  }

  private Behavior<Command> with(
      ActorRef<RoomEvent> reference, Consumer<Member<ActorRef<RoomEvent>>> action) {
    roster.find(reference).ifPresent(action);
    return this;
  }

  private Behavior<Command> answerIfSettled() {
    if (delivery.isSettled()) {
      settledTo.ifPresent(waiting -> waiting.tell(name));
      settledTo = Optional.empty();
    }
    return this;
  }

  private void countedIfEmpty() {
    if (roster.isEmpty()) {
      counted();
    }
  }

  private Behavior<Command> counted() {
    setup.counts().tell(new Rooms.Counted(name, roster.size(), door.came(), delivery.isDone()));
    return this;
  }

  private Stamp now() {
    return new Stamp(name, setup.clock().instant());
  }

  private boolean isLobby() {
    return name.equals(RoomName.LOBBY);
  }
}
