package io.parley.client;

import io.parley.protocol.ServerMessage;

/** Remembers what is heard of a room, so that this client finds its way back. Thread-safe. */
record Remembering(Memory memory) {

  /** Whether it is this client that says it, or comes or goes. */
  boolean isOwn(ServerMessage message) {
    return Parts.by(message).filter(memory.registering()::isSelf).isPresent();
  }

  /** Takes in what is about to be shown. False if it is none of its user's business. */
  boolean heard(ServerMessage message) {
    if (message instanceof ServerMessage.Joined joined && isOwn(joined)) {
      if (memory.rooms().hasSwitchedTo(joined.stamp().room())) {
        return false;
      }
      memory.shown().entered(joined.stamp());
    } else if (message instanceof ServerMessage.Left left && isOwn(left)) {
      memory.shown().left(left.stamp().room());
      memory.presence().left(left.stamp().room());
    } else if (message instanceof ServerMessage.Refused refused) {
      memory.outgoing().refused(refused.problem());
      memory.rooms().refused();
      if (refused.problem().code().isJoinError()) {
        memory.rooms().switchRefused();
      }
    } else if (isOwn(message)) {
      memory.outgoing().heard(message);
    }
    memory.shown().heard(message);
    return true;
  }

  /** Looks among what was missed for what this client said itself. */
  void missed(ServerMessage message) {
    if (message instanceof ServerMessage.Backlog recalled) {
      recalled.messages().stream().filter(this::isOwn).forEach(memory.outgoing()::found);
    }
  }
}
