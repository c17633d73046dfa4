package io.parley.room;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What a room is made with.
 *
 * @param historyReader who knows what was said before
 * @param historyWriter who keeps what is said
 * @param occupancyListener who wants to know how many are in
 * @param clock the time of what happens
 * @param nanoTime the time of the pace, in nanoseconds
 */
public record RoomDependencies(
    RoomSettings settings,
    ActorRef<HistoryReader.Command> historyReader,
    ActorRef<? super HistoryWriter.Store> historyWriter,
    ActorRef<? super RoomRegistry.OccupancyChanged> occupancyListener,
    InstantSource clock,
    LongSupplier nanoTime) {}
