package io.parley.server;

/**
 * One port to listen on.
 *
 * @param dialect what is spoken there, by name
 * @param host a name or address of this machine
 * @param port 1 to 65535, or 0 for any free one
 */
public record ListenerSettings(String dialect, String host, int port) {}
