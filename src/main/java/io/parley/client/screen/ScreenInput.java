package io.parley.client.screen;

import java.util.Optional;

/** The input of a screen. One thread at a time reads lines; any thread may close it. */
public interface ScreenInput extends AutoCloseable {

  /** Waits for the next line of input, without its newline; empty at the end of input. */
  Optional<String> readLine();

  /**
   * Asks for a password. The next line that is entered is the answer: it is neither shown nor kept.
   * If a line is being read, what was typed of it is set aside. Only a person is asked.
   *
   * @param question without punctuation at its end
   */
  default void askPassword(String question) {}

  /**
   * Whether the line that was read last is the answer to {@link #askPassword}; an empty one
   * cancels. To be called by the thread that reads.
   */
  default boolean wasPassword() {
    return false;
  }

  /**
   * Whether a line of the input was refused, so that a script must fail. False where a person has
   * seen the refusal.
   */
  default boolean hasRefusedInput() {
    return false;
  }

  /**
   * Whether a line that begins with a slash may be a command. In a pipe lines are text, unless it
   * is told otherwise: a line of a log such as {@code /var is full} must not be lost.
   */
  default boolean readsCommands() {
    return true;
  }

  /** Takes lines that begin with a slash for commands from now on. */
  default void acceptCommands() {}

  /**
   * The line that was read last is not sent.
   *
   * @param reason a sentence for the user
   */
  default void refuseLine(String reason) {}

  /**
   * Sets what runs when the client is ended while no {@link #readLine} can return: a pipe is
   * closed, or a terminal receives Ctrl-C.
   */
  void onClose(Runnable action);

  /**
   * Restores the terminal, and ends a {@link #readLine} that waits. A no-op if it is closed
   * already.
   */
  @Override
  void close();
}
