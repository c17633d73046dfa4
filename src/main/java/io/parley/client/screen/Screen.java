package io.parley.client.screen;

import io.parley.client.model.ScreenTraits;
import io.parley.client.render.MessageFormatter;
import io.parley.client.render.TextMessageFormatter;
import io.parley.client.state.ClientRooms;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/** The place where messages are shown and lines are read: a terminal, or a pipe of a script. */
public interface Screen extends ScreenOutput, ScreenInput {

  ScreenTraits traits();

  /**
   * The formatter of received messages for this screen. It is used by the client's actor, so it
   * must not wait for the screen.
   *
   * @param onRefused receives each refusal of the server, on a screen that shows only answers
   */
  default MessageFormatter formatter(ClientRooms rooms, Clock clock, Consumer<String> onRefused) {
    return TextMessageFormatter.forScreen(traits(), rooms, clock);
  }

  /** A line for somebody who uses this program for the first time; empty for others. */
  default Optional<String> firstUseHint() {
    return Optional.empty();
  }

  /** This screen with its windows; empty if it only reads and prints lines. */
  default Optional<WindowedScreen> windowed() {
    return Optional.empty();
  }
}
