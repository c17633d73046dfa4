package io.parley.wire.framing;

import io.parley.protocol.Problem;
import io.parley.wire.flow.InputMemory;

/**
 * Counts the incomplete packet of one connection. The first {@link #FREE_BYTES} do not count, so
 * that hardly any packet of a person depends on what others send.
 */
final class PartialInput {
  /** The size of a packet up to which it does not count, in bytes. */
  static final int FREE_BYTES = 2048;

  static final Problem NO_MEMORY =
      new Problem(
          Problem.Code.SERVER_BUSY,
          "Too many packets are incomplete; the server has no memory for the rest of this one."
              + " The connection ends.");

  private final InputMemory memory;
  private int counted;

  PartialInput(InputMemory memory) {
    this.memory = memory;
  }

  /**
   * The part has this size now, in bytes.
   *
   * @return false if there is no memory for it, so that the connection must end
   */
  boolean resize(int bytes) {
    int size = Math.max(0, bytes - FREE_BYTES);
    if (size > counted && !memory.tryAdd(size - counted)) {
      return false;
    }
    if (size < counted) {
      memory.remove(counted - size);
    }
    counted = size;
    return true;
  }

  /** Nothing is kept any more. */
  void clear() {
    memory.remove(counted);
    counted = 0;
  }
}
