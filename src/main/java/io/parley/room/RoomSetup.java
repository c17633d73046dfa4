package io.parley.room;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What a room is made with.
 *
 * @param historian who knows what was said before
 * @param writer who keeps what is said
 * @param counts who wants to know how many are in
 * @param clock the time of what happens
 * @param nanoTime the time of the pace, in nanoseconds
 */
public record RoomSetup(
    RoomSettings settings,
    ActorRef<Historian.Command> historian,
    ActorRef<? super HistoryWriter.Store> writer,
    ActorRef<? super Rooms.Counted> counts,
    InstantSource clock,
    LongSupplier nanoTime) {}
