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

/** Where a person, or a script, reads and types. */
public interface Screen extends AutoCloseable {

  /** The next line that is typed, without its newline; empty at the end of input. Waits for it. */
  Optional<String> readLine();

  /**
   * Shows what happened in the chat. Never disturbs what is being typed; may be called from any
   * thread.
   *
   * @throws java.io.UncheckedIOException if nobody can see it any more
   */
  void draw(List<DisplayLine> lines);

  /**
   * The formatter of received messages for this screen. It is used by the client's actor, so it
   * must not wait for the screen.
   *
   * @param onRefused receives what the server refuses, where the screen shows only answers
   */
  default MessageFormatter formatter(ClientRooms rooms, Clock clock, Consumer<String> onRefused) {
    return TextMessageFormatter.forScreen(isInteractive(), hasWindows(), rooms, clock);
  }

  /** Shows lines of what this program itself has to say of the chat, as {@link #draw} does. */
  default void showInfo(List<String> lines) {
    draw(lines.stream().map(DisplayLine::live).toList());
  }

  /**
   * Says something about the program itself rather than the chat: a connection that is lost, a line
   * that is too long.
   */
  void showDiagnostic(String line);

  /** Says before the input line what is typed there, or as whom. Without effect in a pipe. */
  void setPrompt(String prompt);

  /**
   * Says several things to this screen as one: nobody types between them, nor tells it anything
   * else.
   */
  default void runAtomically(Runnable what) {
    what.run();
  }

  /**
   * What to do when somebody wants to see what was before, with a key of the terminal's own. Must
   * not wait: it runs while a line is being typed. Without effect where there is no such key.
   */
  void onPageUp(Runnable older);

  /**
   * What to do when somebody wants to talk in another of their rooms, with a key. It tells whether
   * they do from now on, and has called {@link #showRooms} then: what is typed next is for there.
   * It must not wait. Without effect where there is no such key.
   */
  default void onSwitchRoom(Predicate<RoomName> turn) {
    // there are no keys here
  }

  /** Empties the window that is shown, and forgets nothing. Without effect where there is none. */
  default void clearWindow() {
    // there are no windows here
  }

  /** What may follow what is typed. Without effect where nothing is completed. */
  default void setCompletion(CompletionSource completion) {
    // nothing is completed here
  }

  /** Where this client is now, or is about to be, and where it talks. */
  default void showRooms(List<RoomName> rooms, RoomName talking) {
    // told by each line
  }

  /** What to show of how things stand, whenever something is drawn. */
  default void setStatusSource(Supplier<ClientStatus> status) {
    // nobody looks here
  }

  /** Draws how things stand by now. */
  default void refresh() {
    // nobody looks here
  }

  /**
   * Whether each room has its own place, so that no line need say where it is from, nor where the
   * past ends.
   */
  default boolean hasWindows() {
    return false;
  }

  /**
   * Whether a person sits here: someone who leaves does not want to wait, and lines may be laid out
   * for the eye.
   */
  boolean isInteractive();

  /**
   * What to do when this screen is closed while it waits for a line that may never come. Without
   * effect where closing ends the wait.
   */
  default void onClose(Runnable leave) {}

  /**
   * Gives the terminal back as it was. A {@link #readLine} under way ends. Closing again does
   * nothing.
   */
  @Override
  void close();
}
