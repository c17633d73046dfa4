package io.parley.room;

import org.apache.pekko.actor.typed.ActorRef;

/**
 * Where people talk.
 *
 * @param lobby where everybody starts
 * @param rooms the other rooms
 * @param historian what was said before
 */
public record Venue(
    ActorRef<ChatRoom.Command> lobby,
    ActorRef<Rooms.Command> rooms,
    ActorRef<Historian.Command> historian) {}
