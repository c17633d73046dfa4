package io.parley.client;

import io.parley.client.local.KeptRooms;
import io.parley.client.local.StorageRequest;
import io.parley.client.model.WindowName;
import io.parley.client.state.ClientState;
import io.parley.client.state.ConnectionPhase;
import io.parley.protocol.RoomName;

/**
 * Keeps the rooms for the next start, at each change, so that a client that is killed has kept
 * them, too. Owned by the client's actor, which calls {@link #advance} after each message.
 */
final class RoomKeeper {
  private final ClientState state;
  private KeptRooms kept;

  /**
   * Nothing has changed yet.
   *
   * @param kept the rooms on the disk
   */
  RoomKeeper(ClientState state, KeptRooms kept) {
    this.state = state;
    this.kept = kept;
  }

  /** Saves the rooms if they have changed. Before the registration this client is in no room. */
  void advance() {
    if (!state.connection().wasRegistered() || !state.storage().keeps(StorageRequest.Kind.ROOMS)) {
      return;
    }
    boolean ready = state.connection().phase() instanceof ConnectionPhase.Ready;
    if (ready && state.answers().pendingCount() == 0) {
      state.rooms().onStartAnswered();
    }
    RoomName current = state.rooms().current();
    RoomName shown = current.isSame(WindowName.NO_ROOM) ? RoomName.LOBBY : current;
    KeptRooms now = kept.changedTo(state.rooms().roomsToKeep(), shown);
    if (!now.equals(kept)) {
      kept = now;
      state.storage().add(new StorageRequest.SaveRooms(now));
    }
  }
}
