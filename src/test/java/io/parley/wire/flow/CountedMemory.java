package io.parley.wire.flow;

import java.util.concurrent.atomic.AtomicLong;

/** Sums up what is counted. */
public final class CountedMemory implements MemoryCounter {
  private final AtomicLong used = new AtomicLong();

  @Override
  public void add(long bytes) {
    used.addAndGet(bytes);
  }

  @Override
  public void remove(long bytes) {
    used.addAndGet(-bytes);
  }

  /** What is counted at present, in bytes. */
  public long used() {
    return used.get();
  }
}
