package io.parley.wire.flow;

import java.util.concurrent.atomic.AtomicLong;

/** Sums up what is counted, within a limit if it counts input. */
public final class CountedMemory implements MemoryCounter, InputMemory {
  private final AtomicLong used = new AtomicLong();
  private final long limit;

  /** A memory without a limit. */
  public CountedMemory() {
    this(Long.MAX_VALUE);
  }

  /**
   * @param limit what {@link #tryAdd} counts at most, in bytes
   */
  public CountedMemory(long limit) {
    this.limit = limit;
  }

  @Override
  public void add(long bytes) {
    used.addAndGet(bytes);
  }

  @Override
  public boolean tryAdd(long bytes) {
    long before = used.getAndUpdate(now -> now + bytes > limit ? now : now + bytes);
    return before + bytes <= limit;
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
