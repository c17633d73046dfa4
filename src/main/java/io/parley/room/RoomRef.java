package io.parley.room;

import io.parley.protocol.RoomName;
import org.apache.pekko.actor.typed.ActorRef;

/** A room, and how to speak to it. */
public record RoomRef(RoomName name, ActorRef<ChatRoom.Command> ref) {}
