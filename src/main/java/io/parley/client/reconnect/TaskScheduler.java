package io.parley.client.reconnect;

import java.time.Duration;

/** Does something later, on a thread that may wait. */
public interface TaskScheduler {
  void scheduleOnce(Duration wait, Runnable task);
}
