package io.parley.client;

import java.time.Duration;

/** Does something later, on a thread that may wait. */
interface Timer {
  void after(Duration wait, Runnable task);
}
