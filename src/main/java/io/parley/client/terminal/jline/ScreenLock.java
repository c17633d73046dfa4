package io.parley.client.terminal.jline;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lock of JLine's line reader, which guards the input and everything that is drawn. JLine holds
 * it while it executes a key. All methods may be called from any thread.
 *
 * <p>Lock order, outermost first:
 *
 * <ol>
 *   <li>the monitor of JLine's line reader, which only its signal handler takes;
 *   <li>this lock;
 *   <li>locks inside JLine's terminal and its writer.
 * </ol>
 */
public final class ScreenLock {
  /** How long, and how often, {@link #yieldToWaiting} pauses for threads that wait for the lock. */
  private static final Duration YIELD_PAUSE = Duration.ofNanos(100_000);

  private static final int MAX_YIELDS = 50;

  private final ReentrantLock lock;
  private final Runnable draw;

  /** The number of nested {@link #update} calls. */
  private int updateDepth;

  /**
   * Creates a lock.
   *
   * @param lock the lock of the line reader
   * @param draw draws the whole screen
   */
  ScreenLock(ReentrantLock lock, Runnable draw) {
    this.lock = lock;
    this.draw = draw;
  }

  /**
   * Runs an action that changes what is drawn, then draws once. Draws after the outermost action if
   * actions are nested.
   */
  public void update(Runnable action) {
    run(
        () -> {
          updateDepth++;
          try {
            action.run();
          } finally {
            updateDepth--;
          }
          if (updateDepth == 0) {
            draw.run();
          }
        });
  }

  /** Runs an action with the lock held, and does not draw. */
  public void run(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets threads that wait for the lock take it; at most 5 ms. The lock is not fair: a thread that
   * takes it many times in a row calls this in between, or no key would be read meanwhile.
   */
  public void yieldToWaiting() {
    for (int i = 0; i < MAX_YIELDS && lock.hasQueuedThreads(); i++) {
      LockSupport.parkNanos(YIELD_PAUSE.toNanos());
    }
  }

  /**
   * Runs the last action on the screen. Runs it without the lock after a timeout: a blocked
   * terminal may hold the thread that draws, and the lock with it, forever.
   */
  public void runLast(Duration timeout, Runnable action) {
    boolean locked = false;
    try {
      locked = lock.tryLock(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      action.run();
    } finally {
      if (locked) {
        lock.unlock();
      }
    }
  }
}
