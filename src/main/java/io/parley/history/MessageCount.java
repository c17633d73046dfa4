package io.parley.history;

import java.util.Locale;

/**
 * The number of messages of a history.
 *
 * @param messages 0 or more
 * @param exact whether they were counted; otherwise the number is an estimate
 */
public record MessageCount(long messages, boolean exact) {

  /** For people, for instance {@code 12,345 messages} or {@code about 3,000,000 messages}. */
  @Override
  public String toString() {
    return (exact ? "" : "about ")
        + String.format(Locale.ROOT, "%,d", messages)
        + (messages == 1 ? " message" : " messages");
  }
}
