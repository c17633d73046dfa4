package io.parley.history;

/** A message to import has the id of another message. */
public final class IdConflictException extends HistoryException {
  private static final long serialVersionUID = 1L;

  private final long id;

  public IdConflictException(long id) {
    super("the history has a different message with the id " + id);
    this.id = id;
  }

  /** The id of both messages. */
  public long id() {
    return id;
  }
}
