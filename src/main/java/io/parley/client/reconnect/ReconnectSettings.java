package io.parley.client.reconnect;

import io.parley.config.SettingsReader;
import java.time.Duration;

/**
 * The settings for the heartbeat, reconnects and the replay.
 *
 * @param pingInterval the time between two pings
 * @param silenceTimeout how long the server may be silent while a pong is expected
 * @param initialDelay the first delay between two attempts; each further delay is twice as long
 * @param maxDelay the longest delay
 * @param maxAttempts the maximum number of attempts of a script
 * @param maxPending the maximum number of texts that are unsent or unanswered
 * @param maxReplay the maximum number of messages that are replayed in each room
 */
public record ReconnectSettings(
    Duration pingInterval,
    Duration silenceTimeout,
    Duration initialDelay,
    Duration maxDelay,
    int maxAttempts,
    int maxPending,
    int maxReplay) {
  private static final Duration MIN = Duration.ofMillis(10);
  private static final Duration MAX = Duration.ofHours(1);

  public static ReconnectSettings read(SettingsReader client) {
    SettingsReader reconnect = client.section("reconnect");
    ReconnectSettings settings =
        new ReconnectSettings(
            client.duration("ping-interval", MIN, MAX),
            client.duration("silence-timeout", MIN, MAX),
            reconnect.duration("initial-delay", MIN, MAX),
            reconnect.duration("max-delay", MIN, MAX),
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
