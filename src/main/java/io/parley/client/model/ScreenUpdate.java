package io.parley.client.model;

import io.parley.protocol.RoomName;
import java.util.List;

/**
 * A change of the screen. The client's actor creates updates and never waits for the screen; the
 * screen's own thread applies them in their order.
 */
public sealed interface ScreenUpdate
    permits DisplayLine,
        ScreenUpdate.Info,
        ScreenUpdate.Refusal,
        ScreenUpdate.Diagnostic,
        ScreenUpdate.PromptChanged,
        ScreenUpdate.PasswordAsked,
        ScreenUpdate.RoomsChanged,
        ScreenUpdate.RoomRead,
        ScreenUpdate.MessageRevised,
        ScreenUpdate.WindowCleared,
        ScreenUpdate.LinksRequested,
        ScreenUpdate.CopyRequested,
        ScreenUpdate.Refresh {

  /** Lines of this program about the chat, without the prefix of notices. */
  record Info(List<String> lines) implements ScreenUpdate {}

  /** A sentence that says why something typed is not sent or was refused. */
  record Refusal(String reason) implements ScreenUpdate {}

  /** A line about the program itself: a lost connection, a line that is too long. */
  record Diagnostic(String line) implements ScreenUpdate {}

  /** The next line is input of another kind than chat. */
  record PromptChanged(String prompt) implements ScreenUpdate {}

  /** The next line is the answer to a question for a password, and must not be shown. */
  record PasswordAsked(String question) implements ScreenUpdate {}

  /** The windows, the selected window or the nickname changed; see {@link ScreenSnapshot}. */
  enum RoomsChanged implements ScreenUpdate {
    INSTANCE
  }

  /**
   * The user has seen the messages of a room up to an id, here or elsewhere.
   *
   * @param joined whether the room is entered just now: then its older lines count, too
   */
  record RoomRead(RoomName room, long id, boolean joined) implements ScreenUpdate {}

  /**
   * A message of a room has other lines now.
   *
   * @param id the message
   * @param texts its lines, at least one
   * @param otherwise the lines that are added if the window does not have the message
   */
  record MessageRevised(RoomName room, long id, List<LineText> texts, List<DisplayLine> otherwise)
      implements ScreenUpdate {}

  /** The selected window is to be emptied. */
  enum WindowCleared implements ScreenUpdate {
    INSTANCE
  }

  /**
   * The links of the selected window are to be listed.
   *
   * @param max how many, at least 1
   */
  record LinksRequested(int max) implements ScreenUpdate {}

  /**
   * A message or a link of the selected window is to be copied.
   *
   * @param link whether it is a link
   * @param number 1 for the newest
   */
  record CopyRequested(boolean link, int number) implements ScreenUpdate {}

  /** The status line is to be drawn again. */
  enum Refresh implements ScreenUpdate {
    INSTANCE
  }
}
