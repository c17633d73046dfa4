package io.parley.wire.flow;

/**
 * The memory of incomplete packets of connections. It has a bound for all connections together.
 * Thread-safe.
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
