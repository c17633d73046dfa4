package io.parley.bench;

import java.util.BitSet;

/**
 * Checks the messages that one client receives: each message once, and those of one sender in
 * order. Not thread-safe.
 */
final class DeliveryChecker {
  private final int[] nextSequence; // by sender
  private final BitSet[] skipped; // by sender: sequences that were skipped and may still arrive
  private final boolean mayJoinLate;
  private final boolean[] seen; // by sender
  private long distinct;
  private long duplicates;
  private long outOfOrder;
  private long orderHash;

  /**
   * Creates a checker.
   *
   * @param senders the number of senders
   * @param mayJoinLate whether the client may have joined after the first messages were sent; then
   *     the first message from a sender defines where its sequence starts
   */
  DeliveryChecker(int senders, boolean mayJoinLate) {
    this.mayJoinLate = mayJoinLate;
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
      distinct += sequence;
    }
    seen[sender] = true;
    if (sequence >= nextSequence[sender]) {
      skipped[sender].set(nextSequence[sender], sequence);
      nextSequence[sender] = sequence + 1;
      distinct++;
    } else if (skipped[sender].get(sequence)) {
      skipped[sender].clear(sequence);
      outOfOrder++;
      distinct++;
    } else {
      duplicates++;
    }
  }

  /** The number of distinct messages, including those sent before the client joined. */
  long distinct() {
    return distinct;
  }

  long duplicates() {
    return duplicates;
  }

  /** The number of messages that arrived after a later one of the same sender. */
  long outOfOrder() {
    return outOfOrder;
  }

  /** Equal for two clients that have received the same messages in the same order. */
  long orderHash() {
    return orderHash;
  }
}
