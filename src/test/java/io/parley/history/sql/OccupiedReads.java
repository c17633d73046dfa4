package io.parley.history.sql;

import io.parley.history.HistoryException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Reads that occupy all connections for questions, as slow searches do, until they are released.
 */
public final class OccupiedReads implements AutoCloseable {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch released = new CountDownLatch(1);
  private int occupied;

  /**
   * Occupies connections until none is free.
   *
   * @param database a read without a free connection fails soon
   */
  public static OccupiedReads of(Database database) throws Exception {
    OccupiedReads reads = new OccupiedReads();
    while (reads.occupyOne(database)) {
      reads.occupied++;
    }
    return reads;
  }

  /** The number of occupied connections. */
  public int count() {
    return occupied;
  }

  private boolean occupyOne(Database database) throws Exception {
    CompletableFuture<Boolean> entered = new CompletableFuture<>();
    threads.execute(
        () -> {
          try {
            database.read(
                connection -> {
                  entered.complete(true);
                  awaitRelease();
                  return 0;
                });
          } catch (HistoryException e) {
            entered.complete(false);
          }
        });
    try {
      return entered.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitRelease() {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    released.countDown();
    threads.shutdown();
  }
}
