package io.parley.client.terminal;

import io.parley.client.model.NumberedWindow;
import io.parley.client.model.WindowRename;
import io.parley.client.terminal.jline.LineEditor;
import io.parley.protocol.RoomName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * What the keys for windows do: scroll, switch rooms, and keep the unfinished input of each room.
 * Guarded by the {@link io.parley.client.terminal.jline.ScreenLock}, which is held while a key is
 * executed.
 */
final class Navigation {
  private final TerminalView view;
  private final LineEditor editor;
  private final BooleanSupplier isConfirming;

  /** The unfinished input of rooms that are not shown, by the rooms' keys. */
  private final Map<String, String> drafts = new HashMap<>();

  /** The number of the last rename of a window. */
  private long lastRename;

  private Predicate<RoomName> switchRoom = room -> false;
  private Runnable fetchOlder = () -> {};

  /** Whether a key is switching rooms. */
  private boolean switching;

  /**
   * Creates the navigation of a view.
   *
   * @param isConfirming whether a question is being asked; the room cannot be switched then
   */
  Navigation(TerminalView view, LineEditor editor, BooleanSupplier isConfirming) {
    this.view = view;
    this.editor = editor;
    this.isConfirming = isConfirming;
  }

  /** Sets what runs when the user scrolls up at the oldest line. */
  void onPageUp(Runnable action) {
    fetchOlder = action;
  }

  /** Sets what switches to a room, and returns whether it did. */
  void onSwitchRoom(Predicate<RoomName> action) {
    switchRoom = action;
  }

  /** Shows the current room, and keeps windows for all rooms. */
  void showRooms(List<NumberedWindow> windows, RoomName current) {
    RoomName from = view.windows().shownRoom();
    view.windows().setWindows(windows);
    if (view.windows().show(current)) {
      swapDraft(from, current);
    }
  }

  /** Gives windows other names, with their unfinished input. Skips what was done before. */
  void renameWindows(List<WindowRename> latest) {
    for (WindowRename rename : latest) {
      if (rename.number() > lastRename) {
        lastRename = rename.number();
        view.windows().rename(rename.from(), rename.to());
        takeDraft(rename.from())
            .ifPresent(
                text ->
                    drafts.merge(rename.to().key(), text, (draft, added) -> draft + " " + added));
      }
    }
  }

  /** A key leaves the input in the old room. Input typed after a command goes to the new one. */
  private void swapDraft(RoomName from, RoomName to) {
    if (switching && editor.isReading()) {
      String text = editor.takeText();
      if (!text.isEmpty()) {
        drafts.merge(from.key(), text, (draft, added) -> draft + " " + added);
      }
    }
    if (editor.isReading() && editor.text().isEmpty()) {
      takeDraft(to).ifPresent(editor::insertText);
    }
  }

  private Optional<String> takeDraft(RoomName room) {
    return Optional.ofNullable(drafts.remove(room.key()));
  }

  /** The draft of the shown room, with which the next line begins. Takes the lock. */
  String initialText() {
    StringBuilder text = new StringBuilder();
    editor.lock().run(() -> takeDraft(view.windows().shownRoom()).ifPresent(text::append));
    return text.toString();
  }

  boolean pageUp() {
    scroll(view.page(editor));
    return true;
  }

  boolean pageDown() {
    scroll(-view.page(editor));
    return true;
  }

  /** Scrolls up by a number of rows, or down if it is negative. */
  void scroll(int rows) {
    if (rows < 0) {
      view.scrollDown(editor, -rows);
    } else if (view.scrollUp(editor, rows)) {
      fetchOlder.run();
    }
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
    return switchTo(view.windows().order().neighbour(view.windows().shownRoom(), step));
  }

  boolean switchToNumber(int number) {
    return switchTo(view.windows().order().byNumber(number));
  }

  boolean switchToUnread() {
    return switchTo(
        view.windows().unread().stream().findFirst().map(unread -> unread.window().name()));
  }

  private boolean switchTo(Optional<RoomName> room) {
    switching = true;
    try {
      return !isConfirming.getAsBoolean() && room.filter(switchRoom).isPresent();
    } finally {
      switching = false;
    }
  }
}
