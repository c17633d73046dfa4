package io.parley.server;

import io.parley.history.MessageStore;
import io.parley.protocol.RoomName;
import io.parley.room.ChatRoom;
import io.parley.room.Historian;
import io.parley.room.HistoryWriter;
import io.parley.room.RoomSetup;
import io.parley.room.Rooms;
import io.parley.room.Venue;
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
record Opening(ActorContext<?> context, ServerSettings settings, MessageStore store) {
  /** Where the history is read and pruned, in pekko.conf. */
  private static final String READERS = "parley-history-readers";

  private static final Duration RETRY = Duration.ofSeconds(1);

  Venue venue() {
    ActorRef<Historian.Command> historian =
        context.spawn(resumed(Historian.create(store, RETRY, readers())), "historian");
    ActorRef<HistoryWriter.Command> writer =
        context.spawn(
            resumed(HistoryWriter.create(store, RETRY)),
            "history-writer",
            DispatcherSelector.fromConfig(HistoryWriter.DISPATCHER));
    ActorRef<Rooms.Command> rooms =
        context.spawn(
            Rooms.create(
                (name, counts) -> ChatRoom.create(name, setup(historian, writer, counts)),
                settings.room().maxRooms()),
            "rooms");
    ActorRef<ChatRoom.Command> lobby =
        context.spawn(
            Rooms.keptOpen(ChatRoom.create(RoomName.LOBBY, setup(historian, writer, rooms))),
            RoomName.LOBBY.value());
    return new Venue(lobby, rooms, historian);
  }

  /** Nobody, where everything is kept for ever. */
  void spawnPruner() {
    settings
        .history()
        .retention()
        .ifPresent(
            retention ->
                context.spawn(
                    resumed(Pruner.create(store, retention, InstantSource.system(), readers())),
                    "pruner"));
  }

  private RoomSetup setup(
      ActorRef<Historian.Command> historian,
      ActorRef<HistoryWriter.Command> writer,
      ActorRef<? super Rooms.Counted> counts) {
    return new RoomSetup(
        settings.room(), historian, writer, counts, InstantSource.system(), System::nanoTime);
  }

  private Executor readers() {
    return context.getSystem().dispatchers().lookup(DispatcherSelector.fromConfig(READERS));
  }

  private static <T> Behavior<T> resumed(Behavior<T> behavior) {
    return Behaviors.supervise(behavior)
        .onFailure(RuntimeException.class, SupervisorStrategy.resume());
  }
}
