package io.parley.client.terminal;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * What somebody wants of their terminal.
 *
 * @param colour whether nicknames have colours, where the terminal has any
 * @param bell whether the terminal rings when somebody is called
 * @param scrollback how many lines are kept of each room, at least 1
 * @param reordersBidi whether the client puts in order what is read from right to left, and not the
 *     terminal
 * @param historyFile where the lines that were typed are kept from run to run; empty if they are
 *     not
 * @param clock what time it is, and in which zone
 */
public record TerminalSettings(
    boolean colour,
    boolean bell,
    int scrollback,
    boolean reordersBidi,
    Optional<Path> historyFile,
    Clock clock) {}
