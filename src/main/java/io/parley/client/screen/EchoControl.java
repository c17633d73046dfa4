package io.parley.client.screen;

/** Switches the echo of the terminal, whose line discipline shows what is typed. */
public interface EchoControl {
  /**
   * Switches the echo on or off.
   *
   * @return whether it is as requested
   */
  boolean setEcho(boolean on);
}
