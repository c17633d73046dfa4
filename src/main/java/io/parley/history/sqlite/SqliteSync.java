package io.parley.history.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings to the disk what a writer has stored without waiting for it, soon after and beside it. It
 * rests when there is nothing to do.
 *
 * <p>All that is stored goes to the end of the log, and so one sync of that file is one for all
 * that was stored before. After a loss of power SQLite takes of the log what is whole, from its
 * begin (https://www.sqlite.org/wal.html).
 */
final class SqliteSync implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteSync.class);
  private static final Duration END = Duration.ofSeconds(10);

  private final Path log;
  private final Duration most;
  private final Duration pause;
  private final DiskLag lag = new DiskLag(System::nanoTime);
  private final ScheduledThreadPoolExecutor thread = thread();
  private final AtomicBoolean planned = new AtomicBoolean();
  private @Nullable FileChannel channel; // of the thread alone, until that ends
  private boolean failing; // of the thread alone

  /**
   * Syncs of a database's log, half as far apart as it may lag.
   *
   * @param most how long what is stored may not be on the disk
   */
  SqliteSync(Path file, Duration most) {
    this.log = file.resolveSibling(file.getFileName() + "-wal");
    this.most = most;
    this.pause = most.dividedBy(2);
  }

  private static ScheduledThreadPoolExecutor thread() {
    ScheduledThreadPoolExecutor one =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "parley-history-sync");
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());
    one.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return one;
  }

  /** Whether a writer has to wait for the disk, as that is too far behind. */
  boolean isBehind() {
    return lag.isLongerThan(most);
  }

  /** A transaction is in the log, and nobody waited for the disk. Never blocks. */
  void stored() {
    if (lag.stored()) {
      plan();
    }
  }

  /** A transaction is in the log and on the disk, and so is what was before it. */
  void storedAndSynced() {
    lag.storedAndSynced();
  }

  private void plan() {
    if (planned.compareAndSet(false, true)) {
      var unused = thread.schedule(this::sync, pause.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void sync() {
    planned.set(false);
    lag.syncBegins();
    try {
      if (channel == null) {
        channel = FileChannel.open(log, StandardOpenOption.WRITE);
      }
      channel.force(false);
      failing = false;
      if (lag.synced()) {
        plan();
      }
    } catch (IOException e) {
      // The writer waits for the disk itself when this is overdue, and says what is wrong.
      if (!failing) {
        LOG.warn("{} cannot be synced: {}", log, e.getMessage());
      }
      failing = true;
      plan();
    }
  }

  /**
   * Ends what goes on; what is not on the disk by then is brought there by closing the database.
   */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (thread.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS) && channel != null) {
        channel.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // It was only there to sync.
    }
  }
}
