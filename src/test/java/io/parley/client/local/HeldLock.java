package io.parley.client.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The lock of a server's folder, held by a test as if it were another client. */
public final class HeldLock implements AutoCloseable {
  private final FolderLock lock;

  private HeldLock(FolderLock lock) {
    this.lock = lock;
  }

  public static HeldLock of(Path stateFolder, String host, int port) throws IOException {
    return new HeldLock(
        FolderLock.acquire(
            stateFolder.resolve("servers").resolve(FileNames.ofServer(host, port)),
            Duration.ofMinutes(1)));
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
