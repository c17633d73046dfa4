package io.parley.wire.flow;

/** Counts the memory of what waits in a server, in bytes. Thread-safe. */
public interface MemoryCounter {
  /** Counts nothing: for clients, and before a server has begun to count. */
  MemoryCounter NONE =
      new MemoryCounter() {
        @Override
        public void add(long bytes) {}

        @Override
        public void remove(long bytes) {}
      };

  void add(long bytes);

  /** Removes what was added before. */
  void remove(long bytes);
}
