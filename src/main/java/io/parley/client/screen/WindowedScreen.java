package io.parley.client.screen;

import io.parley.client.model.ClientStatus;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A screen with a window for each room and query, a status line, and an input line with a prompt,
 * completion and keys. All methods may be called from any thread.
 */
public interface WindowedScreen extends Screen {

  /** Sets the text before the input line. */
  void setPrompt(String prompt);

  /** Shows the windows of the client, and which of them is the current one. */
  void showRooms(List<RoomName> windows, RoomName current);

  /** Clears the current window; scrolling shows its lines again. */
  void clearWindow();

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
   * selected, and has then called {@link #showRooms}; the next line is for that window.
   */
  void onSwitchRoom(Predicate<RoomName> select);

  /** Sets the source of completions. */
  void setCompletion(CompletionSource completion);

  /** Sets the source of the status line, which is read each time that something is drawn. */
  void setStatusSource(Supplier<ClientStatus> status);
}
