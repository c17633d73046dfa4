package io.parley.history;

import io.parley.protocol.Nickname;

/** The form of room names and nicknames in which they are compared. */
public final class NameKeys {
  private NameKeys() {}

  public static String keyOf(String name) {
    return new Nickname(name).key();
  }
}
