package io.parley.client.screen;

import io.parley.client.model.ClientStatus;
import io.parley.client.model.NumberedWindow;
import io.parley.client.model.ScreenSnapshot;
import io.parley.client.model.ScreenUpdate;
import io.parley.client.model.WindowRename;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A screen with a window for each room and query, a status line, and an input line with a prompt,
 * completion and keys. All methods may be called from any thread.
 */
public interface WindowedScreen extends Screen {

  /** Sets the text before the input line. */
  void setPrompt(String prompt);

  /** Shows the windows of the client, by number, and which of them is the current one. */
  void showRooms(List<NumberedWindow> windows, RoomName current);

  /**
   * Gives windows other names. They keep their lines and what is typed in them; if there is a
   * window of the new name, the lines are placed above its own.
   *
   * @param latest the latest renames; those that were carried out are skipped
   */
  void renameWindows(List<WindowRename> latest);

  /**
   * Shows the prompt and the windows of the latest state, as one change.
   *
   * @param latest read when no other call can come between, so that no older state replaces it
   */
  default void showLatest(Supplier<ScreenSnapshot> latest) {
    runAtomically(
        () -> {
          ScreenSnapshot state = latest.get();
          setPrompt(state.prompt());
          renameWindows(state.renames());
          showRooms(state.windows(), state.current());
        });
  }

  /**
   * Counts only messages above an id as unread in the window of a room.
   *
   * @param joined whether the room is entered just now: then its older lines count, too
   */
  void markRead(RoomName room, long id, boolean joined);

  /** Shows other lines in the place of those of a message. */
  void reviseMessage(ScreenUpdate.MessageRevised revised);

  /** Clears the current window; scrolling shows its lines again. */
  void clearWindow();

  /**
   * Lists the newest links of the current window with their numbers, the newest last.
   *
   * @param max how many, at least 1
   */
  void showLinks(int max);

  /**
   * Copies a message or a link of the current window to the clipboard, and says so.
   *
   * @param link whether to copy a link, with its number in the list of {@link #showLinks}
   * @param number 1 for the newest
   */
  void copy(boolean link, int number);

  /** Draws the status line anew. */
  void refresh();

  /**
   * Runs several calls of this screen as one: neither a key nor a call of another thread comes
   * between them.
   */
  void runAtomically(Runnable action);

  /**
   * Sets the action of the key that asks for older messages. The action must not wait: it runs
   * while a line is being typed.
   */
  void onPageUp(Runnable older);

  /**
   * Sets the action of the keys that select another window. It returns whether the window is
   * selected, and has then called {@link #showLatest}; the next line is for that window.
   */
  void onSwitchRoom(Predicate<RoomName> select);

  /**
   * Sets the action that is told which window shows its newest line; empty while it is scrolled up.
   * The action must not wait: it runs while the screen is drawn.
   */
  void onView(Consumer<Optional<RoomName>> view);

  /** Sets the source of completions. */
  void setCompletion(CompletionSource completion);

  /** Sets the source of the status line, which is read each time that something is drawn. */
  void setStatusSource(Supplier<ClientStatus> status);
}
