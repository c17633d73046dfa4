package io.parley.client.terminal;

import io.parley.protocol.RoomName;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Where somebody looks: in which window, how far up, and what they had begun to type there. Guarded
 * by the lock of {@link LineEditor}, with which keys are pressed, too.
 */
final class Navigation {
  private final TerminalView view;
  private final LineEditor editor;
  private final BooleanSupplier isConfirming;
  private final Drafts drafts = new Drafts();
  private final RoomOrder roomOrder = new RoomOrder();
  private Predicate<RoomName> switchRoom = room -> false;
  private Runnable fetchOlder = () -> {};

  /** Whether somebody is turning to another room with a key. */
  private boolean switching;

  /**
   * Where somebody looks first.
   *
   * @param isAsking whether they are asked something
   */
  Navigation(TerminalView view, LineEditor input, BooleanSupplier isAsking) {
    this.view = view;
    this.editor = input;
    this.isConfirming = isAsking;
  }

  void onPageUp(Runnable next) {
    fetchOlder = next;
  }

  void onSwitchRoom(Predicate<RoomName> next) {
    switchRoom = next;
  }

  /** Shows where they talk, of all the rooms where they are. */
  void showRooms(List<RoomName> rooms, RoomName talking) {
    RoomName from = view.windows().shownRoom();
    view.windows().setRooms(rooms);
    roomOrder.setRooms(rooms);
    if (view.windows().show(talking)) {
      swapDraft(from, talking);
    }
  }

  /** What was begun stays where somebody turned away from; what follows a command is for there. */
  private void swapDraft(RoomName from, RoomName to) {
    if (switching && editor.isReading()) {
      drafts.save(from, editor.takeText());
    }
    if (editor.isReading() && editor.typedText().isEmpty()) {
      drafts.take(to).ifPresent(editor::insertText);
    }
  }

  /** What there is of a line when it begins to be typed. */
  String initialText() {
    StringBuilder begun = new StringBuilder();
    editor.withLock(() -> drafts.take(view.windows().shownRoom()).ifPresent(begun::append));
    return begun.toString();
  }

  boolean pageUp() {
    if (view.pageUp(editor)) {
      fetchOlder.run();
    }
    return true;
  }

  boolean pageDown() {
    view.pageDown(editor);
    return true;
  }

  boolean scrollToNewest() {
    view.windows().shownWindow().follow();
    return true;
  }

  boolean scrollToOldest() {
    view.scrollToOldest(editor);
    return true;
  }

  boolean switchToNeighbour(int step) {
    return switchTo(roomOrder.neighbour(view.windows().shownRoom(), step));
  }

  boolean switchToNumber(int number) {
    return switchTo(roomOrder.byNumber(number));
  }

  boolean switchToUnread() {
    List<RoomWindows.UnreadCount> unread = view.windows().unread();
    return switchTo(
        unread.stream()
            .filter(one -> one.highlights() > 0)
            .findFirst()
            .or(() -> unread.stream().findFirst())
            .map(RoomWindows.UnreadCount::room));
  }

  /** Whoever is asked something answers first. */
  private boolean switchTo(Optional<RoomName> room) {
    switching = true;
    try {
      return !isConfirming.getAsBoolean() && room.filter(switchRoom).isPresent();
    } finally {
      switching = false;
    }
  }
}
