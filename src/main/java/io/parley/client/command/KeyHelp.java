package io.parley.client.command;

import java.util.List;

/** The keys of a screen with windows, as {@code /help} shows them. */
final class KeyHelp {
  private KeyHelp() {}

  /** Keys and what they do. */
  record Key(String keys, String help) {
    /** The first of the keys. */
    String first() {
      return keys.split(",| to ", -1)[0];
    }
  }

  static final List<Key> ROWS =
      List.of(
          new Key("Page Up, Page Down", "scroll; at the top, fetch older messages"),
          new Key("Alt-Left, Alt-Right", "switch to the previous, the next window"),
          new Key("Alt-1 to Alt-9", "switch to a window by number; Alt-0: to 10"),
          new Key("Alt-A", "switch to unread messages, mentions first"),
          new Key("Tab", "complete a command, a nickname or a room"),
          new Key("Up, Down, Ctrl-R", "earlier lines; Ctrl-R searches them"),
          new Key("Alt-Enter", "insert a line break"),
          new Key("Ctrl-L", "redraw the screen"),
          new Key("Ctrl-C", "clear the line; twice in an empty line: quit, as Ctrl-D"));
}
