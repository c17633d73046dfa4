package io.parley.client;

import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * With whom somebody talks alone, on a screen where each of them has a window as a room has; and
 * with whom of them they talk now. Thread-safe.
 */
public final class Conversations {
  /** Whoever writes under many names must not fill the memory. */
  private static final int MOST = 100;

  /** No room is called so: its name has letters, digits, _ and - only. */
  private static final String SIGN = "@";

  /** By their keys, whoever wrote last at the end. */
  private final Map<String, Nickname> people = new LinkedHashMap<>();

  private Optional<Nickname> current = Optional.empty();

  /** What the window of somebody is called. */
  static RoomName window(Nickname nickname) {
    return RoomName.sanitize(SIGN + nickname);
  }

  /** How a window is called where somebody reads it. */
  static String title(RoomName window) {
    return isWindow(window) ? window.value() : "#" + window;
  }

  /** Whether it is the window of a person and not of a room. */
  public static boolean isWindow(RoomName place) {
    return place.value().startsWith(SIGN);
  }

  /** The other one. */
  static Nickname partner(ServerMessage.PrivateMessage told, Nickname self) {
    return told.from().isSame(self) ? told.to() : told.from();
  }

  /** Something was said between the two. Where there are too many, the oldest goes. */
  synchronized void with(Nickname nickname) {
    Nickname known = people.remove(nickname.key());
    people.put(nickname.key(), known == null ? nickname : known);
    if (people.size() > MOST) {
      people.values().stream()
          .filter(one -> current.filter(one::isSame).isEmpty())
          .findFirst()
          .ifPresent(oldest -> people.remove(oldest.key()));
    }
  }

  /** Talks with somebody now. */
  synchronized void open(Nickname nickname) {
    with(nickname);
    current = Optional.ofNullable(people.get(nickname.key()));
  }

  /** Talks in a room now. */
  synchronized void turnAway() {
    current = Optional.empty();
  }

  /** Ends the one that is talked in now; whether there was one. */
  synchronized boolean close() {
    current.map(Nickname::key).ifPresent(people::remove);
    boolean was = current.isPresent();
    current = Optional.empty();
    return was;
  }

  /** With whom they talk now; empty if that is a room. */
  synchronized Optional<Nickname> current() {
    return current;
  }

  /** Whose window it is; empty if it is a room's. */
  synchronized Optional<Nickname> of(RoomName window) {
    return people.values().stream().filter(one -> window(one).isSame(window)).findFirst();
  }

  /** Their windows, by their names. */
  synchronized List<RoomName> windows() {
    return people.values().stream()
        .sorted(Comparator.comparing(Nickname::key))
        .map(Conversations::window)
        .toList();
  }
}
