package io.parley.wire.flow;

/**
 * The memory of packets that connections have received in part. It has a bound for all connections
 * together. Thread-safe.
 */
public interface InputMemory {
  /** Without a bound: for clients, which have one connection. */
  InputMemory UNBOUNDED =
      new InputMemory() {
        @Override
        public boolean tryAdd(long bytes) {
          return true;
        }

        @Override
        public void remove(long bytes) {}
      };

  /** Counts bytes, unless the bound would be exceeded. */
  boolean tryAdd(long bytes);

  /** Removes bytes that were added before. */
  void remove(long bytes);
}
