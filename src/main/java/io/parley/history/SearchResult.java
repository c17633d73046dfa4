package io.parley.history;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a search has found.
 *
 * @param messages the matching messages, newest first
 * @param searched how many of the newest messages of all rooms were searched, counted by their ids,
 *     if the budget ended the search; empty if all were searched, or enough found
 */
public record SearchResult(List<StoredMessage> messages, OptionalLong searched) {
  /** The result of a search that its budget did not end. */
  public static SearchResult complete(List<StoredMessage> messages) {
    return new SearchResult(messages, OptionalLong.empty());
  }

  public SearchResult {
    messages = List.copyOf(messages);
  }
}
