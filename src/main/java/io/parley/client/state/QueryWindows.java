package io.parley.client.state;

import io.parley.client.model.WindowName;
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
 * with whom of them they talk now..
 */
public final class QueryWindows {
  /** Whoever writes under many names must not fill the memory. */
  private static final int MAX_WINDOWS = 100;

  /** By their keys, whoever wrote last at the end. */
  private final Map<String, Nickname> peers = new LinkedHashMap<>();

  private Optional<Nickname> current = Optional.empty();

  /** The other one. */
  public static Nickname peer(ServerMessage.PrivateMessage told, Nickname self) {
    return told.from().isSame(self) ? told.to() : told.from();
  }

  /** Something was said between the two. Where there are too many, the oldest goes. */
  public void touch(Nickname nickname) {
    Nickname known = peers.remove(nickname.key());
    peers.put(nickname.key(), known == null ? nickname : known);
    if (peers.size() > MAX_WINDOWS) {
      peers.values().stream()
          .filter(one -> current.filter(one::isSame).isEmpty())
          .findFirst()
          .ifPresent(oldest -> peers.remove(oldest.key()));
    }
  }

  /** Talks with somebody now. */
  public void open(Nickname nickname) {
    touch(nickname);
    current = Optional.ofNullable(peers.get(nickname.key()));
  }

  /** Talks in a room now. */
  public void deselect() {
    current = Optional.empty();
  }

  /** Ends the one that is talked in now; whether there was one. */
  public boolean close() {
    current.map(Nickname::key).ifPresent(peers::remove);
    boolean was = current.isPresent();
    current = Optional.empty();
    return was;
  }

  /** With whom they talk now; empty if that is a room. */
  public Optional<Nickname> current() {
    return current;
  }

  /** Whose window it is; empty if it is a room's. */
  public Optional<Nickname> peerOf(RoomName window) {
    return peers.values().stream()
        .filter(one -> WindowName.ofQuery(one).isSame(window))
        .findFirst();
  }

  /** Their windows, by their names. */
  List<RoomName> windowNames() {
    return peers.values().stream()
        .sorted(Comparator.comparing(Nickname::key))
        .map(WindowName::ofQuery)
        .toList();
  }
}
