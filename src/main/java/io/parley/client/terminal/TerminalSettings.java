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
 * @param historyFile the file for the history of typed lines; empty if they are not stored
 * @param clock the current time and the time zone
 */
public record TerminalSettings(
    boolean colour,
    boolean bell,
    int scrollback,
    boolean reordersBidi,
    Optional<Path> historyFile,
    Clock clock) {}
