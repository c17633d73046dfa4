package io.parley.history;

/** What is to be restored has the id of something else. */
public final class IdConflictException extends HistoryException {
  private static final long serialVersionUID = 1L;

  private final long id;

  public IdConflictException(long id) {
    super("the history has something else under the id " + id);
    this.id = id;
  }

  /** The id of both. */
  public long id() {
    return id;
  }
}
