package io.parley.client.local;

import io.parley.file.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The right to change the files of a folder. A user may run several clients: each one reads,
 * changes and writes a file while it holds the lock, so that none undoes the change of another.
 */
final class FolderLock implements AutoCloseable {
  private static final String FILE_NAME = "lock";

  /** How often a lock that another client holds is tried again. */
  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of a folder, and creates the folder unless it exists.
   *
   * @param timeout how long to wait for another client, which may be suspended
   * @throws IOException with the reason of the system, or if another client holds the lock
   */
  static FolderLock acquire(Path folder, Duration timeout) throws IOException {
    OwnerOnlyFiles.createFolder(folder);
    Path file = folder.resolve(FILE_NAME);
    OwnerOnlyFiles.createFileIfMissing(file);
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      while (tryLock(channel) == null) {
        if (System.nanoTime() - deadline >= 0) {
          throw new FileSystemException(file.toString(), null, "another client uses the folder");
        }
        Thread.sleep(POLL_INTERVAL.toMillis());
      }
      return new FolderLock(channel);
    } catch (InterruptedException e) {
      channel.close();
      Thread.currentThread().interrupt();
      throw new FileSystemException(file.toString(), null, "the client ends");
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another client in this process holds it
    }
  }

  /** Releases the lock. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
