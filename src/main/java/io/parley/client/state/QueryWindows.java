package io.parley.client.state;

import io.parley.client.model.WindowName;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The windows for private messages (queries), one for each peer, and the selected one. Owned by the
 * client's actor.
 */
public final class QueryWindows {
  /** A user who writes under many nicknames must not fill the memory. */
  private static final int MAX_WINDOWS = 100;

  /** Peers by folded nickname; the peer of the latest message is last. */
  private final Map<String, Nickname> peers = new LinkedHashMap<>();

  private Optional<Nickname> current = Optional.empty();
  private final QueryHistory history;

  QueryWindows(QueryHistory history) {
    this.history = history;
  }

  /** The other user of a private message. */
  public static Nickname peer(ServerMessage.PrivateMessage message, Nickname self) {
    return message.from().isSame(self) ? message.to() : message.from();
  }

  /**
   * A private message was sent or received: opens its window unless it is open. Removes the oldest
   * unselected window if there are too many.
   */
  public void touch(Nickname nickname) {
    Nickname known = peers.remove(nickname.foldedKey());
    peers.put(nickname.foldedKey(), known == null ? nickname : known);
    if (peers.size() > MAX_WINDOWS) {
      peers.values().stream()
          .filter(peer -> current.filter(peer::isSame).isEmpty())
          .findFirst()
          .ifPresent(this::remove);
    }
    if (known == null) {
      history.onOpened(nickname);
    }
  }

  /** Opens and selects the window of a nickname. */
  public void open(Nickname nickname) {
    touch(nickname);
    current = Optional.ofNullable(peers.get(nickname.foldedKey()));
  }

  /** Selects no query window. */
  public void deselect() {
    current = Optional.empty();
  }

  /** Closes the selected window; returns whether there was one. */
  public boolean close() {
    current.ifPresent(this::remove);
    boolean wasOpen = current.isPresent();
    current = Optional.empty();
    return wasOpen;
  }

  /**
   * A peer has another nickname. The window continues under it, with its lines and its place. If
   * there is a window of the new nickname, that one continues, and is selected if the other one is;
   * the lines of the other one stay in their window.
   *
   * @return whether a window is renamed; the caller renames it on the screen
   */
  public boolean onRenamed(Nickname previous, Nickname nickname) {
    Nickname known = peers.get(previous.foldedKey());
    if (known == null) {
      return false;
    }
    boolean isCurrent = current.filter(previous::isSame).isPresent();
    boolean merges = peers.containsKey(nickname.foldedKey()) && !previous.isSame(nickname);
    if (!merges) {
      Map<String, Nickname> before = new LinkedHashMap<>(peers);
      peers.clear();
      before.values().stream()
          .map(peer -> peer.isSame(previous) ? nickname : peer)
          .forEach(peer -> peers.put(peer.foldedKey(), peer));
      history.onRenamed(previous, nickname);
    }
    if (isCurrent) {
      current = Optional.ofNullable(peers.get(nickname.foldedKey()));
    }
    return !merges;
  }

  /** Whether there is a window of a nickname. */
  public boolean isOpen(Nickname nickname) {
    return peers.containsKey(nickname.foldedKey());
  }

  private void remove(Nickname peer) {
    peers.remove(peer.foldedKey());
    history.onClosed(peer);
  }

  /** The peer of the selected window; empty if no query window is selected. */
  public Optional<Nickname> current() {
    return current;
  }

  /** The peer of a window; empty if it is the window of a room. */
  public Optional<Nickname> peerOf(RoomName window) {
    return peers.values().stream()
        .filter(peer -> WindowName.ofQuery(peer).isSame(window))
        .findFirst();
  }

  /**
   * The peer of an open window whom a text names; the one of the latest message if it names
   * several.
   */
  public Optional<Nickname> namedIn(Text text) {
    FoldedText folded = FoldedText.of(text.value());
    return peers.values().stream()
        .filter(peer -> folded.containsName(FoldedText.of(peer.value()), this::hasPeer))
        .reduce((earlier, later) -> later);
  }

  private boolean hasPeer(Set<String> names) {
    return peers.values().stream()
        .anyMatch(peer -> names.contains(FoldedText.of(peer.value()).folded()));
  }

  /** The names of the windows, ordered by folded nickname. */
  List<RoomName> windowNames() {
    return peers.values().stream()
        .sorted(Comparator.comparing(Nickname::foldedKey))
        .map(WindowName::ofQuery)
        .toList();
  }
}
