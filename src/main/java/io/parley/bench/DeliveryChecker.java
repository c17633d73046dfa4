package io.parley.bench;

import java.util.BitSet;

/**
 * What one client has heard of each sender, and what is wrong with it. For one thread at a time.
 */
final class DeliveryChecker {
  private final int[] nextSequence; // of each sender
  private final BitSet[] skipped; // of each sender, for as long as it may still come
  private final boolean mayJoinLate;
  private final boolean[] seen; // of which senders anything was heard
  private long receivedCount;
  private long duplicates;
  private long outOfOrder;
  private long orderHash;

  /**
   * Of one who has heard nothing yet.
   *
   * @param late whether they may come in when some have talked already: what was said before the
   *     first that they hear of a sender was not for them
   */
  DeliveryChecker(int senders, boolean late) {
    this.mayJoinLate = late;
    seen = new boolean[senders];
    nextSequence = new int[senders];
    skipped = new BitSet[senders];
    for (int i = 0; i < senders; i++) {
      skipped[i] = new BitSet(0);
    }
  }

  void onReceived(int sender, int sequence) {
    orderHash = orderHash * 0x9E3779B97F4A7C15L + ((long) sender << Integer.SIZE | sequence) + 1;
    if (mayJoinLate && !seen[sender]) {
      nextSequence[sender] = sequence;
      receivedCount += sequence;
    }
    seen[sender] = true;
    if (sequence >= nextSequence[sender]) {
      skipped[sender].set(nextSequence[sender], sequence);
      nextSequence[sender] = sequence + 1;
      receivedCount++;
    } else if (skipped[sender].get(sequence)) {
      skipped[sender].clear(sequence);
      outOfOrder++;
      receivedCount++;
    } else {
      duplicates++;
    }
  }

  /** How many different messages there were, with those that were not for them. */
  long onReceived() {
    return receivedCount;
  }

  long duplicates() {
    return duplicates;
  }

  /** How many came after a later one of the same sender. */
  long outOfOrder() {
    return outOfOrder;
  }

  /** The same for two clients that have heard the same in the same order. */
  long orderHash() {
    return orderHash;
  }
}
