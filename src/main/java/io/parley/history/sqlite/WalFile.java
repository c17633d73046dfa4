package io.parley.history.sqlite;

import io.parley.history.sqlite.BackgroundSync.DiskSync;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The write-ahead log beside a SQLite file. SQLite appends every commit to it, so that one sync of
 * this file covers all earlier commits. Not thread-safe.
 */
final class WalFile implements DiskSync {
  private static final int REWRITE_BUFFER_BYTES = 1024 * 1024;

  private final Path path;
  private boolean directorySynced;

  WalFile(Path database) {
    this.path = pathOf(database);
  }

  static Path pathOf(Path database) {
    return database.resolveSibling(database.getFileName() + "-wal");
  }

  @Override
  public void sync() throws IOException {
    // Opened for each sync, because SQLite creates and deletes this file.
    try (FileChannel log = FileChannel.open(path, StandardOpenOption.WRITE)) {
      log.force(false);
    }
    if (!directorySynced) {
      syncDirectory();
      directorySynced = true;
    }
  }

  /** Writes each byte as it is read, so that the kernel takes all pages for unwritten. */
  @Override
  public void rewrite() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(REWRITE_BUFFER_BYTES);
    try (FileChannel log =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long position = 0;
      while (log.read(buffer, position) > 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          position += log.write(buffer, position);
        }
        buffer.clear();
      }
    }
  }

  /** A new file can be missing after a power failure until its directory is synced. */
  private void syncDirectory() {
    try (FileChannel directory =
        FileChannel.open(path.toAbsolutePath().resolveSibling("."), StandardOpenOption.READ)) {
      directory.force(true);
    } catch (IOException e) {
      // Windows cannot open a directory, and does not need this.
    }
  }
}
