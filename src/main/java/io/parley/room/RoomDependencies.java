package io.parley.room;

import io.parley.wire.flow.MemoryCounter;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The settings, actors and clocks that every room uses.
 *
 * @param historyLoader loads the recent history of the room when it starts
 * @param historyWriter stores the messages of the room
 * @param occupancyListener gets the number of members after each change
 * @param access who may do what in the rooms
 * @param clock for the times of messages
 * @param memory counts the events that wait in the room
 * @param nanoTime for the flush policy, in nanoseconds
 */
public record RoomDependencies(
    RoomSettings settings,
    ActorRef<? super RoomHistoryLoader.LoadRecent> historyLoader,
    ActorRef<? super HistoryWriter.Command> historyWriter,
    ActorRef<? super RoomRegistry.OccupancyChanged> occupancyListener,
    RoomAccess access,
    MemoryCounter memory,
    InstantSource clock,
    LongSupplier nanoTime) {}
