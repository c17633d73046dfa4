package io.parley.room;

import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.wire.flow.MemoryCounter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Rooms for tests, with a fixed clock. */
final class RoomTestKit {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  private RoomTestKit() {}

  static RoomSettings settings(Duration interval, int maxBatch) {
    return new RoomSettings(
        fixedInterval(interval), maxBatch, 1_000_000, 3, 0, 3, Duration.ofMinutes(1));
  }

  /** Rooms that summarise the joins of more than some members, and have no backlog. */
  static RoomSettings summarySettings(int members) {
    return new RoomSettings(
        fixedInterval(Duration.ZERO), 100_000, 100_000, 0, members, 3, Duration.ofMinutes(1));
  }

  /** Rooms with a backlog of two texts, and limits of what waits to be stored. */
  static RoomSettings storageSettings(int maxBatch, int maxUnpersisted) {
    return new RoomSettings(
        fixedInterval(Duration.ZERO), maxBatch, maxUnpersisted, 2, 0, 3, Duration.ofMinutes(1));
  }

  /** The same interval between any two batches. */
  static FlushSettings fixedInterval(Duration interval) {
    return new FlushSettings(interval, Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }

  /** A lobby whose texts are stored at once. */
  static Behavior<ChatRoom.Command> lobby(
      ActorTestKit kit, RoomSettings settings, LongSupplier nanos) {
    return room(
        kit,
        RoomName.LOBBY,
        settings,
        nanos,
        kit.spawn(emptyHistoryReader()),
        kit.spawn(immediateHistoryWriter()));
  }

  /** A lobby whose history is empty. */
  static Behavior<ChatRoom.Command> lobby(
      ActorTestKit kit, RoomSettings settings, HistoryWriterProbe writer, MemoryCounter memory) {
    return room(
        kit,
        RoomName.LOBBY,
        settings,
        () -> 0,
        kit.spawn(emptyHistoryReader()),
        writer.ref(),
        memory);
  }

  static Behavior<ChatRoom.Command> room(
      ActorTestKit kit,
      RoomName name,
      RoomSettings settings,
      LongSupplier nanos,
      ActorRef<RoomHistoryLoader.Command> historyLoader,
      ActorRef<? super HistoryWriter.Command> writer) {
    return room(kit, name, settings, nanos, historyLoader, writer, MemoryCounter.NONE);
  }

  static Behavior<ChatRoom.Command> room(
      ActorTestKit kit,
      RoomName name,
      RoomSettings settings,
      LongSupplier nanos,
      ActorRef<RoomHistoryLoader.Command> historyLoader,
      ActorRef<? super HistoryWriter.Command> writer,
      MemoryCounter memory) {
    TestProbe<RoomRegistry.OccupancyChanged> counts = kit.createTestProbe();
    return ChatRoom.create(
        name,
        new RoomDependencies(
            settings,
            historyLoader,
            writer,
            counts.getRef(),
            TestRoomAccess.open(kit),
            memory,
            CLOCK,
            nanos));
  }

  /** A registry whose rooms begin without a history and store texts at once. */
  static Behavior<RoomRegistry.Command> registry(ActorTestKit kit, RoomLimits limits) {
    ActorRef<RoomHistoryLoader.Command> historyLoader = kit.spawn(emptyHistoryReader());
    ActorRef<HistoryWriter.Command> writer = kit.spawn(immediateHistoryWriter());
    RoomAccess access = TestRoomAccess.open(kit);
    return RoomRegistry.create(
        (name, counts) ->
            ChatRoom.create(
                name,
                new RoomDependencies(
                    settings(Duration.ZERO, 10_000),
                    historyLoader,
                    writer,
                    counts,
                    access,
                    MemoryCounter.NONE,
                    CLOCK,
                    () -> 0)),
        access,
        List.of(RoomName.LOBBY),
        limits);
  }

  /** Messages without their stamps, and without backlogs. */
  static List<ServerMessage> withoutStamps(List<ServerMessage> received) {
    return received.stream()
        .filter(message -> !(message instanceof ServerMessage.Backlog))
        .map(RoomTestKit::withoutStamps)
        .toList();
  }

  private static ServerMessage withoutStamps(ServerMessage message) {
    if (message instanceof ServerMessage.Chatted chatted) {
      return new ServerMessage.Chatted(chatted.nickname(), chatted.text());
    }
    if (message instanceof ServerMessage.Joined joined) {
      return new ServerMessage.Joined(joined.nickname());
    }
    if (message instanceof ServerMessage.Left left) {
      return new ServerMessage.Left(left.nickname());
    }
    if (message instanceof ServerMessage.Renamed renamed) {
      return new ServerMessage.Renamed(renamed.previous(), renamed.nickname(), Stamp.UNKNOWN);
    }
    return message;
  }

  /** A loader of an empty history. */
  static Behavior<RoomHistoryLoader.Command> emptyHistoryReader() {
    return Behaviors.receive(RoomHistoryLoader.Command.class)
        .onMessage(
            RoomHistoryLoader.LoadRecent.class,
            load -> {
              load.replyTo()
                  .tell(new HistoryResponse.RecentLoaded(List.of(), Optional.empty(), List.of()));
              return Behaviors.same();
            })
        .build();
  }

  /** A writer that stores at once. Ids begin with 1. */
  static Behavior<HistoryWriter.Command> immediateHistoryWriter() {
    return Behaviors.setup(
        context -> {
          List<StoredMessage> stored = new ArrayList<>();
          return Behaviors.receive(HistoryWriter.Command.class)
              .onMessage(
                  HistoryWriter.Store.class,
                  store -> {
                    int from = stored.size();
                    for (NewMessage message : store.messages()) {
                      stored.add(new StoredMessage(stored.size() + 1L, message));
                    }
                    store
                        .replyTo()
                        .tell(
                            new HistoryResponse.Stored(
                                List.copyOf(stored.subList(from, stored.size()))));
                    return Behaviors.same();
                  })
              .build();
        });
  }
}
