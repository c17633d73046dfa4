package io.parley.client.terminal;

/** What keys of a terminal do to the program that runs in it. */
public interface ProcessControl {
  /** Ends it, closing its screen. Does not return. */
  void quit();

  /** Stops it, and returns when it goes on; at once where nobody could let it go on. */
  void suspend();
}
