package io.parley.history;

import io.parley.protocol.Nickname;

/** Rooms and nicknames are looked up by the same key under which they are the same name. */
final class Names {
  private Names() {}

  static String fold(String name) {
    return new Nickname(name).key();
  }
}
