package io.parley.room;

import org.apache.pekko.actor.typed.ActorRef;

/**
 * Where people talk.
 *
 * @param lobby where everybody starts
 * @param registry the other rooms
 * @param historyReader what was said before
 */
public record RoomActors(
    ActorRef<ChatRoom.Command> lobby,
    ActorRef<RoomRegistry.Command> registry,
    ActorRef<HistoryReader.Command> historyReader) {}
