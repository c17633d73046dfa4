package io.parley.client.reconnect;

import io.parley.client.state.ClientState;
import io.parley.protocol.ServerMessage;

/** Remembers what is heard of a room, so that this client finds its way back. Thread-safe. */
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
      if (state.rooms().completeServerSwitch(joined.stamp().room())) {
        return false;
      }
      state.readMarkers().onJoined(joined.stamp());
    } else if (message instanceof ServerMessage.Left left && isOwn(left)) {
      state.readMarkers().onLeft(left.stamp().room());
      state.memberLists().onLeft(left.stamp().room());
    } else if (message instanceof ServerMessage.Refused refused) {
      state.outgoing().onRefused(refused.problem());
      state.rooms().onRefused();
      if (refused.problem().code().isJoinError()) {
        state.rooms().onServerSwitchRefused();
      }
    } else if (isOwn(message)) {
      state.outgoing().onEcho(message);
    }
    state.readMarkers().onMessage(message);
    return true;
  }

  /** Looks among what was missed for what this client said itself. */
  void onReplayed(ServerMessage message) {
    if (message instanceof ServerMessage.Backlog recalled) {
      recalled.messages().stream().filter(this::isOwn).forEach(state.outgoing()::onFoundInHistory);
    }
  }
}
