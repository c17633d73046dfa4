package io.parley.server;

import io.parley.history.MessageStore;
import io.parley.protocol.RoomName;
import io.parley.room.ChatRoom;
import io.parley.room.HistoryReader;
import io.parley.room.HistoryWriter;
import io.parley.room.RoomActors;
import io.parley.room.RoomDependencies;
import io.parley.room.RoomHistoryLoader;
import io.parley.room.RoomRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * What people come into: the rooms, and those who keep what is said there. All are children of the
 * actor with this context.
 */
record ServerWiring(ActorContext<?> context, ServerSettings settings, MessageStore store) {
  /** Where the history is read and pruned, in pekko.conf. */
  private static final String READ_DISPATCHER = "parley-history-reader-dispatcher";

  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

  RoomActors spawnRoomActors() {
    ActorRef<HistoryReader.Command> reader =
        context.spawn(
            resumeOnFailure(
                HistoryReader.create(
                    store, settings.connection().historyTimeout(), readExecutor())),
            "history-reader");
    ActorRef<RoomHistoryLoader.Command> loader =
        context.spawn(
            resumeOnFailure(RoomHistoryLoader.create(store, RETRY_DELAY, readExecutor())),
            "history-loader");
    ActorRef<HistoryWriter.Command> writer =
        context.spawn(
            resumeOnFailure(HistoryWriter.create(store, RETRY_DELAY)),
            "history-writer",
            DispatcherSelector.fromConfig(HistoryWriter.DISPATCHER));
    ActorRef<RoomRegistry.Command> rooms =
        context.spawn(
            RoomRegistry.create(
                (name, counts) -> ChatRoom.create(name, roomDependencies(loader, writer, counts)),
                settings.room().maxRooms()),
            "rooms");
    ActorRef<ChatRoom.Command> lobby =
        context.spawn(
            ChatRoom.create(RoomName.LOBBY, roomDependencies(loader, writer, rooms)),
            RoomName.LOBBY.value());
    return new RoomActors(lobby, rooms, reader);
  }

  /** Nobody, where everything is kept for ever. */
  void spawnPruner() {
    settings
        .history()
        .retention()
        .ifPresent(
            retention ->
                context.spawn(
                    resumeOnFailure(
                        HistoryPruner.create(
                            store, retention, InstantSource.system(), readExecutor())),
                    "pruner"));
  }

  private RoomDependencies roomDependencies(
      ActorRef<RoomHistoryLoader.Command> loader,
      ActorRef<HistoryWriter.Command> writer,
      ActorRef<? super RoomRegistry.OccupancyChanged> counts) {
    return new RoomDependencies(
        settings.room(), loader, writer, counts, InstantSource.system(), System::nanoTime);
  }

  private Executor readExecutor() {
    return context.getSystem().dispatchers().lookup(DispatcherSelector.fromConfig(READ_DISPATCHER));
  }

  private static <T> Behavior<T> resumeOnFailure(Behavior<T> behavior) {
    return Behaviors.supervise(behavior)
        .onFailure(RuntimeException.class, SupervisorStrategy.resume());
  }
}
