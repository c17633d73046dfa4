package io.parley.client.command;

import io.parley.client.model.NumberedWindow;
import io.parley.client.model.ScreenUpdates;
import io.parley.client.state.ClientState;
import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Selects, lists and orders windows, for keys and for commands. Owned by the client's actor. */
final class WindowSelector {
  private final ClientState state;
  private final MessageSender sender;
  private final ScreenUpdates updates;

  WindowSelector(ClientState state, MessageSender sender, ScreenUpdates updates) {
    this.state = state;
    this.sender = sender;
    this.updates = updates;
  }

  /**
   * Selects another window; returns false if there is none of that name, or if its room cannot be
   * selected now.
   */
  boolean select(RoomName window) {
    Optional<Nickname> peer = state.queries().peerOf(window);
    boolean isCurrentRoom = window.isSame(state.rooms().current()); // also that of no room
    if (peer.isEmpty() && !isCurrentRoom && !state.rooms().isIn(window)) {
      return false;
    }
    Optional<Nickname> before = state.queries().current();
    peer.ifPresentOrElse(state.queries()::open, state.queries()::deselect);
    boolean selected = peer.isPresent() || isCurrentRoom || selectRoom(window);
    if (selected) {
      updates.showRooms();
    } else {
      before.ifPresent(state.queries()::open);
    }
    return selected;
  }

  /**
   * Switches at once, because the next line is for that room; the server selects the room before it
   * receives the line.
   */
  private boolean selectRoom(RoomName room) {
    if (!state.delivery().isOpen()) {
      return state.rooms().switchOffline(room);
    }
    if (!state.rooms().canSwitch()) {
      return false;
    }
    state.rooms().requestSwitch(room);
    CommandOutcome ignored = sender.sendRequest(new Request.Join(room.value()), "rooms");
    return true;
  }

  /** Lists all windows with their numbers. */
  CommandOutcome list() {
    return sender.showInfo(
        "Windows: "
            + state.windows().stream()
                .map(NumberedWindow::label)
                .collect(Collectors.joining(", ")));
  }

  /** Selects the window that the user has typed, or says why not. */
  CommandOutcome selectTyped(String typed) {
    boolean hasWindows = !state.windows().isEmpty(); // all have got a number
    Optional<RoomName> found = hasWindows ? state.windowNumbers().find(typed) : Optional.empty();
    return found
        .map(this::go)
        .orElseGet(
            () ->
                sender.showInfo(
                    "No window, or more than one, fits " + typed + ": /window lists all."));
  }

  /**
   * Selects a neighbour of the current window, by number; wraps around.
   *
   * @param step 1 or -1
   */
  CommandOutcome step(int step) {
    List<RoomName> names = state.windows().stream().map(NumberedWindow::name).toList();
    int current = names.stream().map(RoomName::key).toList().indexOf(state.currentWindow().key());
    return go(names.get(Math.floorMod(current + step, names.size())));
  }

  private CommandOutcome go(RoomName window) {
    return window.isSame(state.currentWindow()) || select(window)
        ? CommandOutcome.DONE
        : sender.showInfo("The window cannot be selected now: try again.");
  }

  /** Gives the current window another number. */
  CommandOutcome move(int number) {
    if (!state.windows().isEmpty()) {
      state.windowNumbers().move(state.currentWindow(), number);
      updates.showRooms();
    }
    return CommandOutcome.DONE;
  }
}
