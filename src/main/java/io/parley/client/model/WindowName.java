package io.parley.client.model;

import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;

/** Names of the windows of a screen: those of rooms, and those of queries (private chats). */
public final class WindowName {
  /** No room name begins with it: a room name has letters, digits, _ and - only. */
  private static final String QUERY_PREFIX = "@";

  private static final String ROOM_PREFIX = "#";

  /** The window of a client that is in no room. */
  public static final RoomName NO_ROOM = RoomName.sanitize("*");

  private static final String NO_ROOM_TITLE = "(no room)";

  private WindowName() {}

  /** The window of a query. */
  public static RoomName ofQuery(Nickname peer) {
    return RoomName.sanitize(QUERY_PREFIX + peer);
  }

  /** Whether it is the window of a query, not of a room. */
  public static boolean isQuery(RoomName window) {
    return window.value().startsWith(QUERY_PREFIX);
  }

  /** Whether the names of windows, as a person reads them, begin with this character. */
  public static boolean isMark(char c) {
    return QUERY_PREFIX.indexOf(c) >= 0 || ROOM_PREFIX.indexOf(c) >= 0;
  }

  /** The name as a person reads it: {@code #room} or {@code @nick}. */
  public static String title(RoomName window) {
    if (window.isSame(NO_ROOM)) {
      return NO_ROOM_TITLE;
    }
    return isQuery(window) ? window.value() : ROOM_PREFIX + window;
  }
}
