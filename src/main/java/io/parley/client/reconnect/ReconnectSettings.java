package io.parley.client.reconnect;

import io.parley.config.SettingsReader;
import java.time.Duration;

/**
 * How a client stays connected.
 *
 * @param pingInterval how often the server is asked whether it is there
 * @param silenceTimeout how long nothing may be heard of a server that was asked
 * @param initialDelay the first wait between two attempts to connect again; each further one is
 *     twice as long
 * @param maxDelay the longest wait
 * @param maxAttempts how many attempts a client in a pipe makes
 * @param maxPending how many lines may wait to be sent, or to come back
 * @param maxReplay how many messages of a room are caught up with
 */
public record ReconnectSettings(
    Duration pingInterval,
    Duration silenceTimeout,
    Duration initialDelay,
    Duration maxDelay,
    int maxAttempts,
    int maxPending,
    int maxReplay) {
  private static final Duration LEAST = Duration.ofMillis(10);
  private static final Duration MOST = Duration.ofHours(1);

  public static ReconnectSettings read(SettingsReader reader) {
    ReconnectSettings settings =
        new ReconnectSettings(
            reader.duration("ping", LEAST, MOST),
            reader.duration("silence", LEAST, MOST),
            reader.duration("retry", LEAST, MOST),
            reader.duration("longest-retry", LEAST, MOST),
            reader.integer("attempts", 1, 1000),
            reader.integer("waiting", 1, 1_000_000),
            reader.integer("catch-up", 1, 1_000_000));
    if (settings.silenceTimeout().compareTo(settings.pingInterval()) <= 0) {
      reader.addError("silence", "must be longer than ping");
    }
    if (settings.maxDelay().compareTo(settings.initialDelay()) < 0) {
      reader.addError("longest-retry", "must not be shorter than retry");
    }
    return settings;
  }
}
