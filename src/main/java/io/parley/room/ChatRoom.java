package io.parley.room;

import io.parley.dialect.Batch;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * A room: it owns the nicknames, knows who is in, and decides the order of what is said. What
 * happens goes out to everybody in batches. It watches its members, and their death is the only
 * thing that frees a nickname.
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

  /** Says something to everybody. Ignored from somebody who is not in. */
  public record Say(Text text, ActorRef<RoomEvent> member) implements Command {}

  /**
   * Says something to one member alone. The sender hears it as a receipt, or that nobody has that
   * nickname. Ignored from somebody who is not in.
   */
  public record Tell(Nickname target, Text text, ActorRef<RoomEvent> member) implements Command {}

  /**
   * Somebody wants to go: they hear at once what they have not heard yet, then a {@link
   * RoomEvent.Farewell}. They stay in until they are dead.
   */
  public record Leave(ActorRef<RoomEvent> member) implements Command {}

  /** Sends everybody home: what is under way goes out first. Nobody is let in any more. */
  public record Close(Problem reason) implements Command {}

  private record Died(ActorRef<RoomEvent> member) implements Command {}

  private enum Flush implements Command {
    INSTANCE
  }

  private final TimerScheduler<Command> timers;
  private final Roster<ActorRef<RoomEvent>> roster = new Roster<>();
  private final PendingBatch pending;
  private final Pace pace;
  private boolean flushIsDue;
  private long guests;
  private Optional<Problem> closed = Optional.empty();

  private ChatRoom(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      RoomSettings settings,
      LongSupplier nanoTime) {
    super(context);
    this.timers = timers;
    this.pending = new PendingBatch(settings.maxBatch());
    this.pace = new Pace(settings, nanoTime);
  }

  public static Behavior<Command> create(RoomSettings settings) {
    return create(settings, System::nanoTime);
  }

  /** A room with a clock of its own, in nanoseconds, for tests. */
  static Behavior<Command> create(RoomSettings settings, LongSupplier nanoTime) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new ChatRoom(context, timers, settings, nanoTime)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Say.class, this::onSay)
        .onMessageEquals(Flush.INSTANCE, this::onFlush)
        .onMessage(Join.class, this::onJoin)
        .onMessage(JoinAsGuest.class, this::onJoinAsGuest)
        .onMessage(Tell.class, this::onTell)
        .onMessage(Leave.class, this::onLeave)
        .onMessage(Died.class, this::onDied)
        .onMessage(Close.class, this::onClose)
        .build();
  }

  private Behavior<Command> onSay(Say say) {
    roster
        .find(say.member())
        .ifPresent(
            member -> {
              member.said();
              happened(
                  new ServerMessage.Chatted(member.nickname(), say.text()),
                  say.text().value().length());
            });
    return this;
  }

  private Behavior<Command> onFlush() {
    flushIsDue = false;
    flush();
    return this;
  }

  private Behavior<Command> onJoin(Join join) {
    if (closed.isPresent()) {
      join.member().tell(new RoomEvent.TurnedAway(closed.get()));
      return this;
    }
    Optional<Member<ActorRef<RoomEvent>>> newcomer = roster.claim(join.nickname(), join.member());
    if (newcomer.isEmpty()) {
      join.member().tell(new RoomEvent.TurnedAway(taken(join.nickname())));
      return this;
    }
    getContext().watchWith(join.member(), new Died(join.member()));
    join.member().tell(new RoomEvent.Welcomed(join.nickname(), roster.nicknames()));
    newcomer.get().hearFrom(pending.size());
    happened(new ServerMessage.Joined(join.nickname()), 0);
    return this;
  }

  private Behavior<Command> onJoinAsGuest(JoinAsGuest join) {
    guests++; // never given twice, or else words to one guest could reach another
    return onJoin(new Join(Nickname.guest(guests), join.member()));
  }

  private Behavior<Command> onTell(Tell tell) {
    roster.find(tell.member()).ifPresent(sender -> tell(sender, tell.target(), tell.text()));
    return this;
  }

  private void tell(Member<ActorRef<RoomEvent>> sender, Nickname name, Text text) {
    Optional<Member<ActorRef<RoomEvent>>> target = roster.find(name);
    // Both hear first what was said before.
    passOn(pending.soFar(), sender);
    if (target.isEmpty()) {
      sender.reference().tell(answer(new ServerMessage.Refused(unknown(name))));
      return;
    }
    Member<ActorRef<RoomEvent>> other = target.get();
    ServerMessage message =
        new ServerMessage.PrivateMessage(sender.nickname(), other.nickname(), text);
    sender.reference().tell(answer(message));
    if (other != sender) {
      passOn(pending.soFar(), other);
      other.reference().tell(new RoomEvent.Heard(Batch.of(message), 0));
    }
  }

  /** What comes back for one thing that a member said. */
  private static RoomEvent answer(ServerMessage message) {
    return new RoomEvent.Heard(Batch.of(message), 1);
  }

  private Behavior<Command> onLeave(Leave leave) {
    roster
        .find(leave.member())
        .ifPresent(
            member -> {
              passOn(pending.soFar(), member);
              member.reference().tell(new RoomEvent.Farewell(Optional.empty()));
            });
    return this;
  }

  private Behavior<Command> onDied(Died died) {
    roster
        .release(died.member())
        .filter(
            gone ->
                closed
                    .isEmpty()) // a room that sends everybody home need not tell them of each other
        .ifPresent(gone -> happened(new ServerMessage.Left(gone.nickname()), 0));
    return this;
  }

  private Behavior<Command> onClose(Close close) {
    flush();
    closed = Optional.of(close.reason());
    roster.members().forEach(member -> member.reference().tell(new RoomEvent.Farewell(closed)));
    return this;
  }

  private void happened(ServerMessage event, int textLength) {
    pending.add(event, textLength);
    if (pending.isFull()) {
      flush();
    } else if (!flushIsDue) {
      flushIsDue = true;
      Duration wait = pace.untilNextFlush(roster.size());
      if (wait.isZero()) {
        getContext()
            .getSelf()
            .tell(
                Flush.INSTANCE); // behind what is in the mailbox already: all that joins the batch
      } else {
        timers.startSingleTimer(Flush.INSTANCE, wait);
      }
    }
  }

  private void flush() {
    if (pending.isEmpty()) {
      return;
    }
    Batch<ServerMessage> batch = pending.soFar();
    RoomEvent shared = new RoomEvent.Heard(batch, 0);
    pending.clear();
    pace.flushed();
    for (Member<ActorRef<RoomEvent>> member : roster.members()) {
      if (member.hearsFrom() == 0 && member.unheard() == 0) {
        member.reference().tell(shared);
      } else {
        passOn(batch, member);
        member.heardUpTo(0);
      }
    }
  }

  /** Tells a member the part of a batch that it has not heard. */
  private static void passOn(Batch<ServerMessage> batch, Member<ActorRef<RoomEvent>> member) {
    int end = batch.messages().size();
    if (member.hearsFrom() < end) {
      member
          .reference()
          .tell(new RoomEvent.Heard(batch.from(member.hearsFrom()), member.unheard()));
      member.heardUpTo(end);
    }
  }

  private static Problem taken(Nickname nickname) {
    return new Problem(
        Problem.Code.NICKNAME_TAKEN, "The nickname " + nickname + " is taken.", nickname.value());
  }

  private static Problem unknown(Nickname nickname) {
    return new Problem(
        Problem.Code.NO_SUCH_NICKNAME,
        "Nobody here is called " + nickname + "; that was not sent to anybody.",
        nickname.value());
  }
}
