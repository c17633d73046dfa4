package io.parley.server;

import java.time.Duration;

/**
 * When TCP itself asks a silent peer whether it is still there (RFC 1122, 4.2.3.6).
 *
 * @param idle after how much silence it asks first; whole seconds
 * @param interval how long it waits for each answer; whole seconds
 * @param probes after how many unanswered questions the connection is broken
 */
public record KeepAliveSettings(Duration idle, Duration interval, int probes) {}
