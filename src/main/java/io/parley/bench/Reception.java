package io.parley.bench;

import java.util.BitSet;

/**
 * What one client has heard of each sender, and what is wrong with it. For one thread at a time.
 */
final class Reception {
  private final int[] next; // of each sender
  private final BitSet[] skipped; // of each sender, for as long as it may still come
  private final boolean late;
  private final boolean[] known; // of which senders anything was heard
  private long heard;
  private long doubled;
  private long outOfOrder;
  private long order;

  /**
   * Of one who has heard nothing yet.
   *
   * @param late whether they may come in when some have talked already: what was said before the
   *     first that they hear of a sender was not for them
   */
  Reception(int senders, boolean late) {
    this.late = late;
    known = new boolean[senders];
    next = new int[senders];
    skipped = new BitSet[senders];
    for (int i = 0; i < senders; i++) {
      skipped[i] = new BitSet(0);
    }
  }

  void heard(int sender, int sequence) {
    order = order * 0x9E3779B97F4A7C15L + ((long) sender << Integer.SIZE | sequence) + 1;
    if (late && !known[sender]) {
      next[sender] = sequence;
      heard += sequence;
    }
    known[sender] = true;
    if (sequence >= next[sender]) {
      skipped[sender].set(next[sender], sequence);
      next[sender] = sequence + 1;
      heard++;
    } else if (skipped[sender].get(sequence)) {
      skipped[sender].clear(sequence);
      outOfOrder++;
      heard++;
    } else {
      doubled++;
    }
  }

  /** How many different messages there were, with those that were not for them. */
  long heard() {
    return heard;
  }

  long doubled() {
    return doubled;
  }

  /** How many came after a later one of the same sender. */
  long outOfOrder() {
    return outOfOrder;
  }

  /** The same for two clients that have heard the same in the same order. */
  long order() {
    return order;
  }
}
