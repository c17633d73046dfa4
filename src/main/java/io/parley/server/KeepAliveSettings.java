package io.parley.server;

import java.time.Duration;

/**
 * TCP keep-alive (RFC 1122, 4.2.3.6).
 *
 * @param idle the silence before the first probe, in whole seconds
 * @param interval the time between two probes, in whole seconds
 * @param probes the number of unanswered probes that break the connection
 */
public record KeepAliveSettings(Duration idle, Duration interval, int probes) {}
