package io.parley.client.command;

import java.util.List;

/** The keys of a screen with windows, as {@code /help} shows them. */
final class KeyHelp {
  private KeyHelp() {}

  /** What is pressed, and what it does. */
  record Key(String keys, String help) {}

  static final List<Key> ROWS =
      List.of(
          new Key("Page Up, Page Down", "scroll; at the top, fetch what is older"),
          new Key("Alt-Left, Alt-Right", "talk in the next of your rooms"),
          new Key("Alt-1 to Alt-9", "talk in one of them; Alt-A: where something is unread"),
          new Key("Tab", "complete a command, a nickname or a room"),
          new Key("Up, Down, Ctrl-R", "earlier lines; Ctrl-R looks for some"),
          new Key("Alt-Enter", "a line break in the text"),
          new Key("Ctrl-L", "draw everything anew"),
          new Key("Ctrl-C", "clear the line; leave where it is empty, as Ctrl-D"));
}
