package io.parley.client.transport;

import io.parley.config.SettingsReader;
import java.time.Duration;

/**
 * How long a client waits until a server has shown that it speaks the dialect.
 *
 * @param answerTimeout how long the server may take to answer in the dialect
 * @param guestDelay how long a client of a dialect without registration listens before it sends
 *     anything: a server of another dialect may ask for a nickname meanwhile
 */
public record AnswerSettings(Duration answerTimeout, Duration guestDelay) {
  private static final Duration MIN = Duration.ofMillis(10);
  private static final Duration MAX = Duration.ofHours(1);

  public static AnswerSettings read(SettingsReader client) {
    return new AnswerSettings(
        client.duration("answer-timeout", MIN, MAX), client.duration("guest-delay", MIN, MAX));
  }
}
