package io.parley.client;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

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
  void draw(List<Line> lines);

  /** How what is heard is put into lines here. */
  default Wording wording(Rooms rooms, Clock clock) {
    return new Transcript(!isInteractive(), rooms, clock);
  }

  /** Shows lines of what this program itself has to say of the chat, as {@link #draw} does. */
  default void show(List<String> lines) {
    draw(lines.stream().map(Line::now).toList());
  }

  /**
   * Says something about the program itself rather than the chat: a connection that is lost, a line
   * that is too long.
   */
  void complain(String line);

  /** Says before the input line what is typed there, or as whom. Without effect in a pipe. */
  void prompt(String prompt);

  /**
   * What to do when somebody wants to see what was before, with a key of the terminal's own. Must
   * not wait: it runs while a line is being typed. Without effect where there is no such key.
   */
  void onPageUp(Runnable older);

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
