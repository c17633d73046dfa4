package io.parley.history;

import io.parley.protocol.Nickname;

/** Rooms and nicknames are looked up by the same key under which they are the same name. */
public final class NameKeys {
  private NameKeys() {}

  public static String keyOf(String name) {
    return new Nickname(name).key();
  }
}
