package io.parley.history.sqlite;

import io.parley.file.FileErrors;
import io.parley.history.HistoryException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Syncs commits to the disk on its own thread. A sync starts when the previous sync ends, if there
 * are new commits. So the disk is usually a few milliseconds behind. A slow sync does not delay
 * writers until a commit is older than the lag that they accept.
 *
 * <p>After a failed sync the log is written again before the next one. The kernel may take the
 * pages that it could not write for written, so that a later sync succeeds without them
 * (https://lwn.net/Articles/752063/). SQLite restores the log up to the first missing page only.
 *
 * <p>The monitor of its state is the last lock that a writer takes; no other is taken under it.
 */
final class BackgroundSync implements AutoCloseable {
  /** The log on the disk. */
  interface DiskSync {
    /** Writes all earlier commits to the disk. */
    void sync() throws IOException;

    /** Writes the log again, so that the next sync covers all of it. No commit runs meanwhile. */
    void rewrite() throws IOException;
  }

  /** Calls {@link DiskSync#rewrite} while no other thread or process commits. */
  interface LogRewrite {
    void run() throws IOException, SQLException, HistoryException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(BackgroundSync.class);
  private static final long CLOSED = -1;
  private static final Duration RETRY_DELAY = Duration.ofMillis(100);

  /** How long a writer waits for a disk that neither syncs nor fails. */
  private static final Duration SYNC_TIMEOUT = Duration.ofSeconds(10);

  private final Path file;
  private final DiskSync disk;
  private final LogRewrite logRewrite;
  private final LongSupplier nanoTime;
  private final Thread thread = new Thread(this::run, "parley-history-sync");

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long committed; // number of the last commit; this and the following guarded by the lock
  private long synced; // number of the last commit that is on the disk
  private long oldestUnsynced; // when commit synced + 1 was made, in nanoseconds
  private long firstOfNextSync; // commits from this number on may be missing from the running sync
  private long firstOfNextSyncTime; // the time of that commit, in nanoseconds
  private @Nullable Exception failure; // of the last sync
  private long syncErrors; // failed syncs of the log, also by others
  private long repairedErrors; // those after which the log was written again and synced
  private boolean closed;

  /**
   * Starts the thread.
   *
   * @param file the database file, for messages
   * @param logRewrite called on the thread, before a sync that follows a failed one
   * @param nanoTime the clock that measures the age of a commit
   */
  BackgroundSync(Path file, DiskSync disk, LogRewrite logRewrite, LongSupplier nanoTime) {
    this.file = file;
    this.disk = disk;
    this.logRewrite = logRewrite;
    this.nanoTime = nanoTime;
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Counts a commit. No other thread commits until this returns.
   *
   * @return the number of the commit
   */
  long onCommitted() {
    lock.lock();
    try {
      committed++;
      long now = nanoTime.getAsLong();
      if (committed == synced + 1) {
        oldestUnsynced = now;
      }
      if (committed == firstOfNextSync) {
        firstOfNextSyncTime = now;
      }
      changed.signalAll();
      return committed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until a commit may be shown: it is on the disk, or the oldest commit that is not on the
   * disk is younger than the lag.
   *
   * @param commit the number of the commit
   * @param lag how old a commit that is not on the disk may be; zero to wait for the disk
   * @throws HistoryException if the last sync failed, or none has ended for 10 s
   */
  void awaitShowable(long commit, Duration lag) throws HistoryException {
    lock.lock();
    try {
      long left = SYNC_TIMEOUT.toNanos();
      while (synced < commit && nanoTime.getAsLong() - oldestUnsynced >= lag.toNanos()) {
        if (failure != null) {
          throw new HistoryException(file + " cannot be synced to the disk: " + describe(failure));
        }
        if (left <= 0) {
          throw new HistoryException(
              file + " was not synced to the disk within " + SYNC_TIMEOUT.toSeconds() + " s");
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HistoryException(file + ": interrupted during the wait for the disk", e);
    } finally {
      lock.unlock();
    }
  }

  /** Reports that another connection could not sync the log. */
  void onLogSyncFailed() {
    lock.lock();
    try {
      syncErrors++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether the log was written again after the last failed sync, if one failed. Until then nothing
   * may be copied from the log into the file: after a power failure, SQLite would apply the first
   * pages of the log to a file that is newer than they are.
   */
  boolean isLogIntact() {
    lock.lock();
    try {
      return syncErrors == repairedErrors;
    } finally {
      lock.unlock();
    }
  }

  /** Syncs the remaining commits once and ends the thread. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(SYNC_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      for (long upTo = awaitCommit(); upTo != CLOSED; upTo = awaitCommit()) {
        sync(upTo);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits for commits to sync, or for a log to write again. Returns the number of the last commit,
   * or {@link #CLOSED} when the thread must end.
   */
  private long awaitCommit() throws InterruptedException {
    lock.lock();
    try {
      while (isSynced() && !closed) {
        changed.await();
      }
      for (long left = RETRY_DELAY.toNanos(); failure != null && left > 0 && !closed; ) {
        left = changed.awaitNanos(left);
      }
      firstOfNextSync = committed + 1;
      return isSynced() || (closed && failure != null) ? CLOSED : committed;
    } finally {
      lock.unlock();
    }
  }

  private boolean isSynced() {
    return committed == synced && isLogIntact();
  }

  private void sync(long upTo) {
    long errors = countUnrepairedErrors();
    try {
      if (errors > 0) {
        logRewrite.run();
      }
      disk.sync();
      onSynced(upTo, errors);
    } catch (IOException | SQLException | HistoryException | RuntimeException e) {
      onSyncFailed(e);
    }
  }

  private long countUnrepairedErrors() {
    lock.lock();
    try {
      return syncErrors - repairedErrors;
    } finally {
      lock.unlock();
    }
  }

  private void onSynced(long upTo, long errors) {
    lock.lock();
    try {
      synced = upTo;
      oldestUnsynced = firstOfNextSyncTime;
      repairedErrors += errors;
      if (failure != null) {
        LOG.info("{} is synced to the disk again.", file);
      }
      failure = null;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static String describe(Exception error) {
    return error instanceof IOException io
        ? FileErrors.describe(io)
        : String.valueOf(error.getMessage());
  }

  private void onSyncFailed(Exception error) {
    lock.lock();
    try {
      syncErrors++;
      if (failure == null) {
        LOG.error("{} cannot be synced to the disk: {}", file, describe(error));
      }
      failure = error;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
