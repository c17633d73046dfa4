package io.parley.client.reconnect;

import io.parley.client.state.ClientState;
import io.parley.protocol.ServerMessage;

/**
 * Updates the state with each received message, so that a later rejoin knows what was received.
 * Owned by the client's actor.
 */
record RejoinTracker(ClientState state) {

  /** Whether this client is the author, or the member that joins or leaves. */
  boolean isOwn(ServerMessage message) {
    if (message instanceof ServerMessage.UserMessage sent) {
      return state.registration().isSelf(sent.author());
    }
    return (message instanceof ServerMessage.Joined || message instanceof ServerMessage.Left)
        && state.registration().isSelf(((ServerMessage.RoomMessage) message).nickname());
  }

  /** Handles a message before it is shown. Returns false if it must not be shown. */
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

  /** Finds the texts of this client among the missed messages. */
  void onReplayed(ServerMessage message) {
    if (message instanceof ServerMessage.Backlog backlog) {
      backlog.messages().stream().filter(this::isOwn).forEach(state.delivery()::onFoundInHistory);
    }
  }
}
