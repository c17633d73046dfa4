package io.parley.client.reconnect;

import io.parley.client.state.ClientState;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import java.util.List;

/**
 * Updates the state with each received message, so that a later rejoin knows what was received.
 * Owned by the client's actor.
 */
record RejoinTracker(ClientState state) {

  /** Handles a message before it is shown. Returns false if it must not be shown. */
  boolean onMessage(ServerMessage message) {
    RoomName room = message.stamp().room();
    Nickname self = state.self(message);
    if (message.isJoinOf(self)) {
      if (state.serverSwitch().complete(room)) {
        return false;
      }
      state.shown().onJoined(message.stamp());
    } else if (message.isLeaveOf(self)) {
      state.shown().onLeft(room);
      state.memberLists().onLeft(room);
    } else if (message.isWrittenBy(self)) {
      state.delivery().onEcho(message);
    }
    message.refusal().ifPresent(this::onRefused);
    state.shown().onReceived(message);
    return true;
  }

  private void onRefused(Problem problem) {
    state.delivery().onRefused(problem);
    state.rooms().onRefused();
    if (problem.code().isJoinError()) {
      state.serverSwitch().refuse();
    }
  }

  /** Finds the texts of this client among the missed messages. */
  void onReplayed(List<ServerMessage.RoomText> missed) {
    missed.stream().filter(state.nicknames()::mayBeOwn).forEach(state.delivery()::onFoundInHistory);
  }
}
