package io.parley.client.terminal;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * Settings of the terminal screen.
 *
 * @param colour whether nicknames are coloured if the terminal has colours
 * @param bell whether the terminal rings for highlights
 * @param scrollback the lines kept of each room, at least 1
 * @param reordersBidi whether the client, and not the terminal, puts right-to-left text in visual
 *     order
 * @param topicLine whether the top line of a window shows its topic
 * @param links whether web addresses are hyperlinks of the terminal (OSC 8)
 * @param mouse whether the terminal reports the mouse, which its own selection then does not get
 * @param historyFile the file for the history of typed lines; empty if they are not stored
 * @param clock the current time and the time zone
 */
public record TerminalSettings(
    boolean colour,
    boolean bell,
    int scrollback,
    boolean reordersBidi,
    boolean topicLine,
    boolean links,
    boolean mouse,
    Optional<Path> historyFile,
    Clock clock) {}
