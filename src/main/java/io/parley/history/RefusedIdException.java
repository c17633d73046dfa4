package io.parley.history;

/** A message to import has an id that the history cannot take. */
public final class RefusedIdException extends HistoryException {
  private static final long serialVersionUID = 1L;

  private final long id;

  private RefusedIdException(long id, String message) {
    super(message);
    this.id = id;
  }

  /** Another message has the id. */
  public static RefusedIdException conflict(long id) {
    return new RefusedIdException(id, "the history has a different message with the id " + id);
  }

  /** The id is far above all others. */
  static RefusedIdException tooHigh(long id) {
    return new RefusedIdException(
        id,
        "the id "
            + id
            + " leaves too few ids for new messages: above "
            + ImportedIds.MAX_JUMP
            + ", an id must be at most "
            + ImportedIds.MAX_GAP
            + " above another");
  }

  /** The id of the message. */
  public long id() {
    return id;
  }
}
