package io.parley.history;

import java.util.Optional;

/**
 * A stored message, as it is now.
 *
 * @param id at least 1; ids rise in the order of storage, over all rooms, and are never assigned
 *     twice
 * @param content its text is the newest one; empty if the message was deleted
 * @param quote the message of the same room that it answers; empty if it answers none, or if that
 *     one is gone
 */
public record StoredMessage(
    long id, NewMessage content, MessageChanges changes, Optional<Quote> quote) {
  public StoredMessage {
    if (id < 1) {
      throw new IllegalArgumentException("id must be at least 1");
    }
  }

  /** A message that has not been changed and answers none that is known. */
  public StoredMessage(long id, NewMessage content) {
    this(id, content, MessageChanges.NONE, Optional.empty());
  }

  /** Whether the message was deleted, so that it has no text any more. */
  public boolean isDeleted() {
    return changes.deletedBy().isPresent();
  }

  /** Whether the message has a text that its author may replace, and others may react to. */
  public boolean isEditable() {
    return !isDeleted() && content.kind() != MessageKind.TOPIC;
  }

  /** The same message with other changes. */
  public StoredMessage withChanges(MessageChanges changed) {
    return new StoredMessage(id, content, changed, quote);
  }

  /** The same message with another quote. */
  public StoredMessage withQuote(Optional<Quote> current) {
    return quote.equals(current) ? this : new StoredMessage(id, content, changes, current);
  }

  /** As a quote in messages that answer it. */
  public Quote asQuote() {
    return new Quote(id, content.nickname(), content.text());
  }

  /**
   * Whether another message with this id may be the same message at another time: neither its room,
   * its time, its nickname nor its kind ever changes, and its text only with a mark of the change.
   */
  public boolean isVersionOf(StoredMessage other) {
    return id == other.id
        && content.room().equals(other.content.room())
        && content.time().equals(other.content.time())
        && content.nickname().equals(other.content.nickname())
        && content.kind() == other.content.kind()
        && (content.text().equals(other.content.text())
            || changes.isTextChanged()
            || other.changes.isTextChanged());
  }
}
