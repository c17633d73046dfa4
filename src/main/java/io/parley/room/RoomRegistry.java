package io.parley.room;

import static java.util.Comparator.comparing;

import io.parley.address.Network;
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
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Creates the rooms, and stops those that are empty; the permanent ones exist from the start to the
 * end. All joins pass through this actor. It counts them, so that it does not stop an empty room to
 * which a join is on its way.
 */
public final class RoomRegistry extends AbstractBehavior<RoomRegistry.Command> {

  public sealed interface Command {}

  /**
   * Joins a room. The reply is {@link RoomEvent.Admitted} or {@link RoomEvent.Rejected}.
   *
   * @param address the address whose members may create only some rooms; empty if the member may
   *     create any number
   * @param key the word that the peer gives to enter; empty if it gives none
   * @param once whether the member leaves after one message
   */
  public record Join(
      RoomName room,
      MemberIdentity identity,
      ActorRef<RoomEvent> member,
      Optional<Network> address,
      Optional<String> key,
      boolean once)
      implements Command {
    /** Without a key. */
    public Join(
        RoomName room,
        MemberIdentity identity,
        ActorRef<RoomEvent> member,
        Optional<Network> address,
        boolean once) {
      this(room, identity, member, address, Optional.empty(), once);
    }

    /** A guest that stays. */
    public Join(
        RoomName room, Nickname nickname, ActorRef<RoomEvent> member, Optional<Network> address) {
      this(room, MemberIdentity.guest(nickname), member, address, false);
    }

    public Nickname nickname() {
      return identity.nickname();
    }
  }

  /** Changes the limits of the number of rooms. Rooms that are over a new limit stay. */
  public record SetLimits(RoomLimits limits) implements Command {}

  /**
   * Asks for all rooms that somebody may see. The reply is {@link RoomEvent.Delivered}.
   *
   * @param account empty for a guest
   * @param inRooms the rooms in which the member is
   */
  public record ListRooms(OptionalLong account, List<RoomName> inRooms, ActorRef<RoomEvent> member)
      implements Command {
    public ListRooms {
      inRooms = List.copyOf(inRooms);
    }

    /** A guest in no room. */
    public ListRooms(ActorRef<RoomEvent> member) {
      this(OptionalLong.empty(), List.of(), member);
    }
  }

  /** Closes all rooms, and rejects all further joins. */
  public record Close(Problem reason) implements Command {}

  /** Replies with {@code Done} when all rooms are persisted. Is sent after {@link Close}. */
  public record AwaitPersisted(ActorRef<Done> replyTo) implements Command {}

  private record RoomPersisted(RoomName room) implements Command {}

  /**
   * The number of members of a room has changed.
   *
   * @param members the number of people, who may have several connections
   * @param joinCount the number of joins that the room has handled
   * @param idle whether all events of the room are delivered; only then may it be stopped
   */
  public record OccupancyChanged(RoomName room, int members, long joinCount, boolean idle)
      implements Command {}

  /** Creates the behavior of a room that reports its occupancy. */
  public interface RoomFactory {
    Behavior<ChatRoom.Command> create(
        RoomName name, ActorRef<? super OccupancyChanged> occupancyListener);
  }

  /** The state of a room in this actor. */
  private static final class RoomEntry {
    private final RoomRef room;
    private final boolean permanent;
    private final Optional<CreatedRooms.Creator> creator;
    private long joinsSent;
    private long joinsHandled;
    private int members;

    RoomEntry(RoomRef room, boolean permanent, Optional<CreatedRooms.Creator> creator) {
      this.room = room;
      this.permanent = permanent;
      this.creator = creator;
    }

    /** Whether the room may end: it has no member and no join on its way. */
    boolean isAbandoned() {
      return !permanent && members == 0 && joinsSent == joinsHandled;
    }

    boolean isPermanent() {
      return permanent;
    }
  }

  private final RoomFactory roomFactory;
  private final RoomAccess access;
  private RoomLimits limits;
  private final Map<String, RoomEntry> rooms = new HashMap<>();
  private final CreatedRooms createdRooms = new CreatedRooms();

  /** The answer with all rooms, for all who ask before a room changes; empty after a change. */
  private Optional<Batch<ServerMessage>> roomList = Optional.empty();

  private long createdCount;
  private Optional<Problem> closeReason = Optional.empty();
  private final Set<String> awaitedRooms = new HashSet<>();
  private Optional<ActorRef<Done>> persistedReplyTo = Optional.empty();

  private RoomRegistry(
      ActorContext<Command> context,
      RoomFactory roomFactory,
      RoomAccess access,
      List<RoomName> permanentRooms,
      RoomLimits limits) {
    super(context);
    this.roomFactory = roomFactory;
    this.access = access;
    this.limits = limits;
    permanentRooms.forEach(room -> createRoom(room, true, Optional.empty()));
  }

  /**
   * Creates a registry.
   *
   * @param access who may see which room
   * @param permanentRooms the rooms that exist from the start to the end
   */
  public static Behavior<Command> create(
      RoomFactory roomFactory,
      RoomAccess access,
      List<RoomName> permanentRooms,
      RoomLimits limits) {
    return Behaviors.setup(
        context -> new RoomRegistry(context, roomFactory, access, permanentRooms, limits));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Join.class, this::onJoin)
        .onMessage(OccupancyChanged.class, this::onOccupancyChanged)
        .onMessage(SetLimits.class, this::onSetLimits)
        .onMessage(ListRooms.class, this::onListRooms)
        .onMessage(Close.class, this::onClose)
        .onMessage(AwaitPersisted.class, this::onAwaitPersisted)
        .onMessage(RoomPersisted.class, persisted -> onRoomPersisted(persisted.room()))
        .build();
  }

  private Behavior<Command> onJoin(Join join) {
    roomList = Optional.empty();
    RoomEntry entry = rooms.get(join.room().key());
    boolean creates = entry == null;
    if (entry == null) {
      Optional<CreatedRooms.Creator> creator =
          join.address().map(address -> new CreatedRooms.Creator(join.member(), address));
      Optional<Problem> problem =
          closeReason
              .or(() -> creator.flatMap(counted -> createdRooms.problem(counted, limits)))
              .or(this::roomLimitProblem);
      if (problem.isPresent()) {
        join.member().tell(new RoomEvent.Rejected(join.room(), problem.get()));
        return this;
      }
      entry = createRoom(join.room(), false, creator);
    }
    entry.joinsSent++;
    entry
        .room
        .ref()
        .tell(
            new ChatRoom.Join(
                join.identity(), join.address(), join.key(), creates, join.member(), join.once()));
    return this;
  }

  private RoomEntry createRoom(
      RoomName name, boolean permanent, Optional<CreatedRooms.Creator> creator) {
    createdCount++; // an actor name allows fewer characters than a room name
    ActorRef<ChatRoom.Command> room =
        getContext()
            .spawn(roomFactory.create(name, getContext().getSelf()), "room-" + createdCount);
    RoomEntry entry = new RoomEntry(new RoomRef(name, room), permanent, creator);
    creator.ifPresent(createdRooms::created);
    rooms.put(name.key(), entry);
    return entry;
  }

  private Behavior<Command> onOccupancyChanged(OccupancyChanged occupancy) {
    roomList = Optional.empty();
    RoomEntry entry = rooms.get(occupancy.room().key());
    if (entry != null) {
      entry.members = occupancy.members();
      entry.joinsHandled = occupancy.joinCount();
      if (entry.isAbandoned() && occupancy.idle()) {
        rooms.remove(occupancy.room().key());
        entry.creator.ifPresent(createdRooms::ended);
        getContext().stop(entry.room.ref());
        access.writer().tell(new ProfileWriter.RoomEnded(occupancy.room()));
        return onRoomPersisted(occupancy.room()); // an idle room has no texts to store
      }
    }
    return this;
  }

  private Behavior<Command> onSetLimits(SetLimits set) {
    limits = set.limits();
    return this;
  }

  /** All get the same answer while no room is private. */
  private Behavior<Command> onListRooms(ListRooms listRooms) {
    Batch<ServerMessage> answer;
    if (access.profiles().hasPrivateRooms()) {
      answer =
          createRoomList(
              room -> access.profiles().sees(room, listRooms.account(), listRooms.inRooms()));
    } else {
      answer = roomList.orElseGet(() -> createRoomList(room -> true));
      roomList = Optional.of(answer);
    }
    listRooms.member().tell(RoomEvent.Delivered.answer(answer));
    return this;
  }

  private Batch<ServerMessage> createRoomList(Predicate<RoomName> visible) {
    List<Answer.RoomList.Room> all =
        rooms.values().stream()
            .filter(entry -> !entry.isAbandoned() && visible.test(entry.room.name()))
            .sorted(
                comparing((RoomEntry entry) -> !entry.isPermanent())
                    .thenComparing(entry -> entry.room.name().key()))
            .map(entry -> new Answer.RoomList.Room(entry.room.name(), entry.members))
            .toList();
    return Batch.of(new ServerMessage.Answered(new Answer.RoomList(all)));
  }

  private Behavior<Command> onClose(Close close) {
    closeReason = Optional.of(close.reason());
    rooms.values().forEach(entry -> entry.room.ref().tell(new ChatRoom.Close(close.reason())));
    return this;
  }

  private Behavior<Command> onAwaitPersisted(AwaitPersisted await) {
    ActorRef<RoomName> roomReplyTo =
        getContext().messageAdapter(RoomName.class, RoomPersisted::new);
    persistedReplyTo = Optional.of(await.replyTo());
    awaitedRooms.addAll(rooms.keySet());
    rooms
        .values()
        .forEach(entry -> entry.room.ref().tell(new ChatRoom.AwaitPersisted(roomReplyTo)));
    return replyIfPersisted();
  }

  private Behavior<Command> onRoomPersisted(RoomName room) {
    awaitedRooms.remove(room.key());
    return replyIfPersisted();
  }

  private Behavior<Command> replyIfPersisted() {
    if (awaitedRooms.isEmpty()) {
      persistedReplyTo.ifPresent(replyTo -> replyTo.tell(Done.getInstance()));
      persistedReplyTo = Optional.empty();
    }
    return this;
  }

  private Optional<Problem> roomLimitProblem() {
    return rooms.values().stream()
                .filter(entry -> !entry.isPermanent() && !entry.isAbandoned())
                .count()
            < limits.maxRooms()
        ? Optional.empty()
        : Optional.of(RoomProblems.tooManyRooms(limits.maxRooms()));
  }
}
