package io.parley.client.model;

import io.parley.protocol.RoomName;
import java.util.List;

/**
 * The content of the screen besides the chat lines. The client's actor publishes a new snapshot
 * after each change; the threads of the screen read the latest one when they draw, so that a late
 * drawing never shows an older state.
 *
 * @param prompt the text before the input line, without its end mark
 * @param windows all windows, by number
 * @param renames the latest renames of windows, in their order
 * @param current the selected window
 */
public record ScreenSnapshot(
    String prompt,
    List<NumberedWindow> windows,
    List<WindowRename> renames,
    RoomName current,
    ClientStatus status) {}
