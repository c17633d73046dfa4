package io.parley.client;

import io.parley.config.SettingsReader;
import java.time.Duration;

/**
 * How a client stays connected.
 *
 * @param ping how often the server is asked whether it is there
 * @param silence how long nothing may be heard of a server that was asked
 * @param retry the first wait between two attempts to connect again; each further one is twice as
 *     long
 * @param longestRetry the longest wait
 * @param attempts how many attempts a client in a pipe makes
 * @param waiting how many lines may wait to be sent, or to come back
 * @param catchUp how many messages of a room are caught up with
 */
public record StayingSettings(
    Duration ping,
    Duration silence,
    Duration retry,
    Duration longestRetry,
    int attempts,
    int waiting,
    int catchUp) {
  private static final Duration LEAST = Duration.ofMillis(10);
  private static final Duration MOST = Duration.ofHours(1);

  static StayingSettings read(SettingsReader reader) {
    StayingSettings settings =
        new StayingSettings(
            reader.duration("ping", LEAST, MOST),
            reader.duration("silence", LEAST, MOST),
            reader.duration("retry", LEAST, MOST),
            reader.duration("longest-retry", LEAST, MOST),
            reader.integer("attempts", 1, 1000),
            reader.integer("waiting", 1, 1_000_000),
            reader.integer("catch-up", 1, 1_000_000));
    if (settings.silence().compareTo(settings.ping()) <= 0) {
      reader.addError("silence", "must be longer than ping");
    }
    if (settings.longestRetry().compareTo(settings.retry()) < 0) {
      reader.addError("longest-retry", "must not be shorter than retry");
    }
    return settings;
  }
}
