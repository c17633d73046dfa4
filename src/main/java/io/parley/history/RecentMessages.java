package io.parley.history;

import java.util.List;
import java.util.Optional;

/**
 * What a room needs to start.
 *
 * @param messages the newest messages, oldest first
 * @param topic the newest topic change
 */
public record RecentMessages(List<StoredMessage> messages, Optional<StoredMessage> topic) {
  public RecentMessages {
    messages = List.copyOf(messages);
  }
}
