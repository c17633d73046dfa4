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

  public static ReconnectSettings read(SettingsReader client) {
    SettingsReader reconnect = client.section("reconnect");
    ReconnectSettings settings =
        new ReconnectSettings(
            client.duration("ping-interval", LEAST, MOST),
            client.duration("silence-timeout", LEAST, MOST),
            reconnect.duration("initial-delay", LEAST, MOST),
            reconnect.duration("max-delay", LEAST, MOST),
            reconnect.integer("max-attempts", 1, 1000),
            client.integer("max-pending", 1, 1_000_000),
            client.integer("max-replay", 1, 1_000_000));
    if (settings.silenceTimeout().compareTo(settings.pingInterval()) <= 0) {
      client.addError("silence-timeout", "must be longer than ping-interval");
    }
    if (settings.maxDelay().compareTo(settings.initialDelay()) < 0) {
      reconnect.addError("max-delay", "must not be shorter than initial-delay");
    }
    return settings;
  }
}
