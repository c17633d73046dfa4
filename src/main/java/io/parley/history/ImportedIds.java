package io.parley.history;

import java.util.List;

/**
 * Which ids an import may have, so that there are ids for new messages afterwards, and an export of
 * all messages can always be imported.
 *
 * <ol>
 *   <li>None is above {@link #MAX}.
 *   <li>One above {@link #MAX_JUMP} is at most {@link #MAX_GAP} above the highest id before it, in
 *       the history or in the import. A history comes to such ids only after an import of {@link
 *       #MAX_JUMP} or nearly, and then has them one after the other.
 * </ol>
 */
public final class ImportedIds {
  /** 2^53, up to which every program that reads JSON is exact. */
  public static final long MAX = 1L << 53;

  /** 2^52: as many ids are left above it as below, which is more than a server can assign. */
  static final long MAX_JUMP = 1L << 52;

  /** 2^40: more messages than are between two of the smallest room. */
  static final long MAX_GAP = 1L << 40;

  private ImportedIds() {}

  /**
   * Checks the ids of an import in its order.
   *
   * @param last the highest id that the history has assigned or imported
   * @throws RefusedIdException if one is too high
   */
  public static void requireNoJump(long last, List<StoredMessage> messages)
      throws RefusedIdException {
    long highest = last;
    for (StoredMessage message : messages) {
      if (message.id() > MAX_JUMP && message.id() - highest > MAX_GAP) {
        throw RefusedIdException.tooHigh(message.id());
      }
      highest = Math.max(highest, message.id());
    }
  }
}
