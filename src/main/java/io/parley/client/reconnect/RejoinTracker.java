package io.parley.client.reconnect;

import io.parley.client.state.ClientState;
import io.parley.protocol.ServerMessage;

/** Remembers what is heard of a room, so that this client finds its way back. */
record RejoinTracker(ClientState state) {

  /** Whether it is this client that says it, or comes or goes. */
  boolean isOwn(ServerMessage message) {
    if (message instanceof ServerMessage.UserMessage sent) {
      return state.registration().isSelf(sent.author());
    }
    return (message instanceof ServerMessage.Joined || message instanceof ServerMessage.Left)
        && state.registration().isSelf(((ServerMessage.RoomMessage) message).nickname());
  }

  /** Takes in what is about to be shown. False if it is none of its user's business. */
  boolean onMessage(ServerMessage message) {
    if (message instanceof ServerMessage.Joined joined && isOwn(joined)) {
      if (state.serverSwitch().complete(joined.stamp().room())) {
        return false;
      }
      state.shown().onJoined(joined.stamp());
    } else if (message instanceof ServerMessage.Left left && isOwn(left)) {
      state.shown().onLeft(left.stamp().room());
      state.memberLists().onLeft(left.stamp().room());
    } else if (message instanceof ServerMessage.Refused refused) {
      state.delivery().onRefused(refused.problem());
      state.rooms().onRefused();
      if (refused.problem().code().isJoinError()) {
        state.serverSwitch().refuse();
      }
    } else if (isOwn(message)) {
      state.delivery().onEcho(message);
    }
    state.shown().onReceived(message);
    return true;
  }

  /** Looks among what was missed for what this client said itself. */
  void onReplayed(ServerMessage message) {
    if (message instanceof ServerMessage.Backlog recalled) {
      recalled.messages().stream().filter(this::isOwn).forEach(state.delivery()::onFoundInHistory);
    }
  }
}
