package io.parley.room;

import org.apache.pekko.actor.typed.ActorRef;

/**
 * The actors that connections send commands to.
 *
 * @param lobby the room that every member is in
 * @param registry creates the other rooms
 * @param historyReader answers history queries
 */
public record RoomActors(
    ActorRef<ChatRoom.Command> lobby,
    ActorRef<RoomRegistry.Command> registry,
    ActorRef<HistoryReader.Command> historyReader) {}
