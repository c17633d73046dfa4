package io.parley.room;

import io.parley.protocol.RoomName;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies a room that one of its handlers has thrown, before the room gets a further command. The
 * supervision of Pekko does not report the failed command, and its sender would wait for a reply.
 */
final class RoomFailureInterceptor extends BehaviorInterceptor<ChatRoom.Command, ChatRoom.Command> {
  private static final Logger log = LoggerFactory.getLogger(RoomFailureInterceptor.class);

  private final RoomName room;

  RoomFailureInterceptor(RoomName room) {
    super(ChatRoom.Command.class);
    this.room = room;
  }

  @Override
  public Behavior<ChatRoom.Command> aroundReceive(
      TypedActorContext<ChatRoom.Command> context,
      ChatRoom.Command command,
      ReceiveTarget<ChatRoom.Command> room) {
    try {
      return room.apply(context, command);
    } catch (RuntimeException e) {
      log.error("Room {} has failed on {}.", this.room, command.getClass().getSimpleName(), e);
      return room.apply(context, new ChatRoom.HandlerFailed(command));
    }
  }
}
