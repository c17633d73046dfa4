package io.parley.client.model;

import io.parley.protocol.RoomName;

/**
 * A window with its number, by which commands and keys select it.
 *
 * @param number at least 1
 */
public record NumberedWindow(int number, RoomName name) {

  /** The number and the name as a person reads them: {@code 2:#garden}. */
  public String label() {
    return number + ":" + WindowName.title(name);
  }
}
