package io.parley.client.screen;

import io.parley.client.model.ClientStatus;
import io.parley.client.model.DisplayLine;
import io.parley.client.render.MessageFormatter;
import io.parley.client.render.TextMessageFormatter;
import io.parley.client.state.ClientRooms;
import io.parley.protocol.RoomName;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The place where messages are shown and lines are read: a terminal, or a pipe of a script. */
public interface Screen extends AutoCloseable {

  /** Waits for the next line of input, without its newline; empty at the end of input. */
  Optional<String> readLine();

  /**
   * Shows lines of the chat, and leaves the input line as it is. For any thread.
   *
   * @throws java.io.UncheckedIOException if the output is closed
   */
  void draw(List<DisplayLine> lines);

  /**
   * The formatter of received messages for this screen. It is used by the client's actor, so it
   * must not wait for the screen.
   *
   * @param onRefused receives each refusal of the server, on a screen that shows only answers
   */
  default MessageFormatter formatter(ClientRooms rooms, Clock clock, Consumer<String> onRefused) {
    return TextMessageFormatter.forScreen(isInteractive(), hasWindows(), rooms, clock);
  }

  /** Shows lines of this program about the chat, as {@link #draw} does. */
  default void showInfo(List<String> lines) {
    draw(lines.stream().map(DisplayLine::live).toList());
  }

  /**
   * Shows a line about the program itself, for example that the connection is lost or that a line
   * is too long.
   */
  void showDiagnostic(String line);

  /** Sets the text before the input line. Without effect in a pipe. */
  void setPrompt(String prompt);

  /**
   * Runs several calls of this screen as one: neither a key nor a call of another thread comes
   * between them.
   */
  default void runAtomically(Runnable action) {
    action.run();
  }

  /**
   * Sets the action of the key that asks for older messages. The action must not wait: it runs
   * while a line is being typed. Without effect on a screen without such a key.
   */
  void onPageUp(Runnable older);

  /**
   * Sets the action of the keys that select another window. It returns whether the window is
   * selected, and has then called {@link #showRooms}; the next line is for that window. Without
   * effect on a screen without windows.
   */
  default void onSwitchRoom(Predicate<RoomName> select) {
    // no keys
  }

  /** Clears the current window; scrolling shows its lines again. Without effect without windows. */
  default void clearWindow() {
    // no windows
  }

  /** Sets the source of completions. Without effect on a screen without completion. */
  default void setCompletion(CompletionSource completion) {
    // no completion
  }

  /** Shows the windows of the client, and which of them is the current one. */
  default void showRooms(List<RoomName> windows, RoomName current) {
    // each line names its room
  }

  /** Sets the source of the status line, which is read each time that something is drawn. */
  default void setStatusSource(Supplier<ClientStatus> status) {
    // no status line
  }

  /** Draws the status line anew. */
  default void refresh() {
    // no status line
  }

  /**
   * Whether each room has a window of its own, so that a line neither names its room nor marks the
   * end of the history.
   */
  default boolean hasWindows() {
    return false;
  }

  /**
   * Whether a person uses the screen. The client of a person does not wait for answers when it
   * ends.
   */
  boolean isInteractive();

  /**
   * Sets the action for a screen that is closed while {@link #readLine} waits. Without effect where
   * closing ends the wait.
   */
  default void onClose(Runnable leave) {}

  /**
   * Restores the terminal, and ends a {@link #readLine} that waits. A no-op if it is closed
   * already.
   */
  @Override
  void close();
}
