package io.parley.room;

import static java.util.Comparator.comparing;

import io.parley.dialect.Batch;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * The rooms besides the lobby: makes one when somebody wants to enter it, and lets it go when
 * nobody is in it any more. Everybody enters by way of it, and so it can tell an empty room from
 * one that somebody is about to enter: by counting.
 */
public final class Rooms extends AbstractBehavior<Rooms.Command> {

  /** What can be asked. */
  public sealed interface Command {}

  /**
   * Lets somebody into a room. Answered by {@link RoomEvent.Welcomed} or {@link
   * RoomEvent.TurnedAway}.
   *
   * @param nickname theirs in the lobby, which says that it is theirs everywhere
   */
  public record Enter(RoomName room, Nickname nickname, ActorRef<RoomEvent> member)
      implements Command {}

  /** Which rooms there are. Answered by {@link RoomEvent.Heard}. */
  public record Tell(ActorRef<RoomEvent> member) implements Command {}

  /** Sends everybody home; nobody is let in any more. */
  public record Close(Problem reason) implements Command {}

  /** When all that was said in the rooms is kept; after {@link Close}. Answered by {@code Done}. */
  public record Settle(ActorRef<Done> replyTo) implements Command {}

  private record Settled(RoomName room) implements Command {}

  /**
   * So many are in a room now.
   *
   * @param entered how many have ever come to the room
   * @param done whether all that happened there has been told; an empty room is let go only then
   */
  public record Counted(RoomName room, int members, long entered, boolean done)
      implements Command {}

  /** Makes the behavior of a room that reports its counts. */
  public interface Builder {
    Behavior<ChatRoom.Command> build(RoomName name, ActorRef<? super Counted> counts);
  }

  /** A room as it is known here. */
  private static final class Known {
    private final Place place;
    private long sent;
    private long entered;
    private int members;

    Known(Place place) {
      this.place = place;
    }

    /** Nobody is in or on the way in: it goes as soon as all has been told there. */
    boolean isLeft() {
      return members == 0 && sent == entered;
    }
  }

  private final Builder builder;
  private final int maxRooms;
  private final Map<String, Known> rooms = new HashMap<>();
  private int inLobby;
  private long made;
  private Optional<Problem> closed = Optional.empty();
  private final Set<String> unsettled = new HashSet<>();
  private Optional<ActorRef<Done>> settledTo = Optional.empty();

  private Rooms(ActorContext<Command> context, Builder builder, int maxRooms) {
    super(context);
    this.builder = builder;
    this.maxRooms = maxRooms;
  }

  /**
   * The behavior.
   *
   * @param maxRooms the most rooms at once, the lobby not counted
   */
  public static Behavior<Command> create(Builder builder, int maxRooms) {
    return Behaviors.setup(context -> new Rooms(context, builder, maxRooms));
  }

  /** A mistake of ours in a room costs one message and a line in the log, not everybody's names. */
  public static Behavior<ChatRoom.Command> keptOpen(Behavior<ChatRoom.Command> room) {
    return Behaviors.supervise(room).onFailure(RuntimeException.class, SupervisorStrategy.resume());
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Enter.class, this::onEnter)
        .onMessage(Counted.class, this::onCounted)
        .onMessage(Tell.class, this::onTell)
        .onMessage(Close.class, this::onClose)
        .onMessage(Settle.class, this::onSettle)
        .onMessage(Settled.class, settled -> onSettled(settled.room()))
        .build();
  }

  private Behavior<Command> onEnter(Enter enter) {
    Known known = rooms.get(enter.room().key());
    if (known == null) {
      Optional<Problem> problem = closed.or(this::full);
      if (problem.isPresent()) {
        enter.member().tell(new RoomEvent.TurnedAway(problem.get()));
        return this;
      }
      known = make(enter.room());
    }
    known.sent++;
    known.place.room().tell(new ChatRoom.Join(enter.nickname(), enter.member()));
    return this;
  }

  private Known make(RoomName name) {
    made++; // a name of an actor may hold less than that of a room, and be free later
    ActorRef<ChatRoom.Command> room =
        getContext().spawn(keptOpen(builder.build(name, getContext().getSelf())), "room-" + made);
    Known known = new Known(new Place(name, room));
    rooms.put(name.key(), known);
    return known;
  }

  private Behavior<Command> onCounted(Counted counted) {
    if (counted.room().equals(RoomName.LOBBY)) {
      inLobby = counted.members();
      return this;
    }
    Known known = rooms.get(counted.room().key());
    if (known != null) {
      known.members = counted.members();
      known.entered = counted.entered();
      if (known.isLeft() && counted.done()) {
        rooms.remove(counted.room().key());
        getContext().stop(known.place.room());
        return onSettled(counted.room()); // an empty room has nothing to keep
      }
    }
    return this;
  }

  private Behavior<Command> onTell(Tell tell) {
    List<Answer.Rooms.Room> all =
        Stream.concat(
                Stream.of(new Answer.Rooms.Room(RoomName.LOBBY, inLobby)),
                rooms.values().stream()
                    .filter(known -> !known.isLeft())
                    .map(known -> new Answer.Rooms.Room(known.place.name(), known.members))
                    .sorted(comparing(room -> room.name().key())))
            .toList();
    Batch<ServerMessage> answer = Batch.of(new ServerMessage.Answered(new Answer.Rooms(all)));
    tell.member().tell(new RoomEvent.Heard(answer, 1));
    return this;
  }

  private Behavior<Command> onClose(Close close) {
    closed = Optional.of(close.reason());
    rooms.values().forEach(known -> known.place.room().tell(new ChatRoom.Close(close.reason())));
    return this;
  }

  private Behavior<Command> onSettle(Settle settle) {
    ActorRef<RoomName> each = getContext().messageAdapter(RoomName.class, Settled::new);
    settledTo = Optional.of(settle.replyTo());
    unsettled.addAll(rooms.keySet());
    rooms.values().forEach(known -> known.place.room().tell(new ChatRoom.Settle(each)));
    return answerIfSettled();
  }

  private Behavior<Command> onSettled(RoomName room) {
    unsettled.remove(room.key());
    return answerIfSettled();
  }

  private Behavior<Command> answerIfSettled() {
    if (unsettled.isEmpty()) {
      settledTo.ifPresent(waiting -> waiting.tell(Done.getInstance()));
      settledTo = Optional.empty();
    }
    return this;
  }

  private Optional<Problem> full() {
    return rooms.values().stream().filter(known -> !known.isLeft()).count() < maxRooms
        ? Optional.empty()
        : Optional.of(
            new Problem(
                Problem.Code.TOO_MANY_ROOMS,
                "There are " + maxRooms + " rooms already; no more can be made.",
                Integer.toString(maxRooms)));
  }
}
