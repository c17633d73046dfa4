package io.parley.client.terminal;

/** Ends and suspends the process that runs in a terminal. */
public interface ProcessControl {
  /** Ends the process after its screen is closed. Does not return. */
  void quit();

  /** Stops the process. Returns when it continues, or at once if no shell could continue it. */
  void suspend();
}
