package io.parley.room;

import static java.util.Comparator.comparing;

import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
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
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * The rooms besides the lobby: makes one when somebody wants to enter it, and lets it go when
 * nobody is in it any more. Everybody enters by way of it, and so it can tell an empty room from
 * one that somebody is about to enter: by counting.
 */
public final class RoomRegistry extends AbstractBehavior<RoomRegistry.Command> {

  /** What can be asked. */
  public sealed interface Command {}

  /**
   * Lets somebody into a room. Answered by {@link RoomEvent.Admitted} or {@link
   * RoomEvent.Rejected}.
   *
   * @param nickname theirs in the lobby, which says that it is theirs everywhere
   */
  public record Join(RoomName room, Nickname nickname, ActorRef<RoomEvent> member)
      implements Command {}

  /** Which rooms there are. Answered by {@link RoomEvent.Delivered}. */
  public record ListRooms(ActorRef<RoomEvent> member) implements Command {}

  /** Sends everybody home; nobody is let in any more. */
  public record Close(Problem reason) implements Command {}

  /** When all that was said in the rooms is kept; after {@link Close}. Answered by {@code Done}. */
  public record AwaitPersisted(ActorRef<Done> replyTo) implements Command {}

  private record RoomPersisted(RoomName room) implements Command {}

  /**
   * So many are in a room now.
   *
   * @param joinCount how many have ever come to the room
   * @param idle whether all that happened there has been told; an empty room is let go only then
   */
  public record OccupancyChanged(RoomName room, int members, long joinCount, boolean idle)
      implements Command {}

  /** Makes the behavior of a room that reports its counts. */
  public interface RoomFactory {
    Behavior<ChatRoom.Command> create(RoomName name, ActorRef<? super OccupancyChanged> counts);
  }

  /** A room as it is known here. */
  private static final class RoomEntry {
    private final RoomRef room;
    private long joinsSent;
    private long joinsHandled;
    private int members;

    RoomEntry(RoomRef place) {
      this.room = place;
    }

    /** Nobody is in or on the way in: it goes as soon as all has been told there. */
    boolean isAbandoned() {
      return members == 0 && joinsSent == joinsHandled;
    }
  }

  private final RoomFactory roomFactory;
  private final int maxRooms;
  private final Map<String, RoomEntry> rooms = new HashMap<>();
  private int lobbySize;
  private long createdCount;
  private Optional<Problem> closeReason = Optional.empty();
  private final Set<String> awaitedRooms = new HashSet<>();
  private Optional<ActorRef<Done>> persistedReplyTo = Optional.empty();

  private RoomRegistry(ActorContext<Command> context, RoomFactory builder, int maxRooms) {
    super(context);
    this.roomFactory = builder;
    this.maxRooms = maxRooms;
  }

  /**
   * The behavior.
   *
   * @param maxRooms the most rooms at once, the lobby not counted
   */
  public static Behavior<Command> create(RoomFactory builder, int maxRooms) {
    return Behaviors.setup(context -> new RoomRegistry(context, builder, maxRooms));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Join.class, this::onJoin)
        .onMessage(OccupancyChanged.class, this::onOccupancyChanged)
        .onMessage(ListRooms.class, this::onListRooms)
        .onMessage(Close.class, this::onClose)
        .onMessage(AwaitPersisted.class, this::onAwaitPersisted)
        .onMessage(RoomPersisted.class, settled -> onRoomPersisted(settled.room()))
        .build();
  }

  private Behavior<Command> onJoin(Join enter) {
    RoomEntry known = rooms.get(enter.room().key());
    if (known == null) {
      Optional<Problem> problem = closeReason.or(this::roomLimitProblem);
      if (problem.isPresent()) {
        enter.member().tell(new RoomEvent.Rejected(problem.get()));
        return this;
      }
      known = createRoom(enter.room());
    }
    known.joinsSent++;
    known.room.ref().tell(new ChatRoom.Join(enter.nickname(), enter.member()));
    return this;
  }

  private RoomEntry createRoom(RoomName name) {
    createdCount++; // a name of an actor may hold less than that of a room, and be free later
    ActorRef<ChatRoom.Command> room =
        getContext()
            .spawn(roomFactory.create(name, getContext().getSelf()), "room-" + createdCount);
    RoomEntry known = new RoomEntry(new RoomRef(name, room));
    rooms.put(name.key(), known);
    return known;
  }

  private Behavior<Command> onOccupancyChanged(OccupancyChanged counted) {
    if (counted.room().equals(RoomName.LOBBY)) {
      lobbySize = counted.members();
      return this;
    }
    RoomEntry known = rooms.get(counted.room().key());
    if (known != null) {
      known.members = counted.members();
      known.joinsHandled = counted.joinCount();
      if (known.isAbandoned() && counted.idle()) {
        rooms.remove(counted.room().key());
        getContext().stop(known.room.ref());
        return onRoomPersisted(counted.room()); // an empty room has nothing to keep
      }
    }
    return this;
  }

  private Behavior<Command> onListRooms(ListRooms tell) {
    List<Answer.RoomList.Room> all =
        Stream.concat(
                Stream.of(new Answer.RoomList.Room(RoomName.LOBBY, lobbySize)),
                rooms.values().stream()
                    .filter(known -> !known.isAbandoned())
                    .map(known -> new Answer.RoomList.Room(known.room.name(), known.members))
                    .sorted(comparing(room -> room.name().key())))
            .toList();
    Batch<ServerMessage> answer = Batch.of(new ServerMessage.Answered(new Answer.RoomList(all)));
    tell.member().tell(new RoomEvent.Delivered(answer, 1));
    return this;
  }

  private Behavior<Command> onClose(Close close) {
    closeReason = Optional.of(close.reason());
    rooms.values().forEach(known -> known.room.ref().tell(new ChatRoom.Close(close.reason())));
    return this;
  }

  private Behavior<Command> onAwaitPersisted(AwaitPersisted settle) {
    ActorRef<RoomName> each = getContext().messageAdapter(RoomName.class, RoomPersisted::new);
    persistedReplyTo = Optional.of(settle.replyTo());
    awaitedRooms.addAll(rooms.keySet());
    rooms.values().forEach(known -> known.room.ref().tell(new ChatRoom.AwaitPersisted(each)));
    return replyIfPersisted();
  }

  private Behavior<Command> onRoomPersisted(RoomName room) {
    awaitedRooms.remove(room.key());
    return replyIfPersisted();
  }

  private Behavior<Command> replyIfPersisted() {
    if (awaitedRooms.isEmpty()) {
      persistedReplyTo.ifPresent(waiting -> waiting.tell(Done.getInstance()));
      persistedReplyTo = Optional.empty();
    }
    return this;
  }

  private Optional<Problem> roomLimitProblem() {
    return rooms.values().stream().filter(known -> !known.isAbandoned()).count() < maxRooms
        ? Optional.empty()
        : Optional.of(
            new Problem(
                Problem.Code.TOO_MANY_ROOMS,
                "There are " + maxRooms + " rooms already; no more can be made.",
                Integer.toString(maxRooms)));
  }
}
