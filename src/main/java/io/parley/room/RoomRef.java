package io.parley.room;

import io.parley.protocol.RoomName;
import org.apache.pekko.actor.typed.ActorRef;

/** The name and the address of a room. */
public record RoomRef(RoomName name, ActorRef<ChatRoom.Command> ref) {}
