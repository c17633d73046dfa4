package io.parley.client.state;

import io.parley.client.local.KeptMessage;
import io.parley.client.local.KeptPage;
import io.parley.client.local.StorageQueue;
import io.parley.client.local.StorageRequest;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The kept text of the query windows: which part of it was loaded, and what is still to be kept. A
 * server has no history of private messages. Owned by the client's actor.
 */
public final class QueryHistory {
  /** The page that a window begins with, and that a key loads. */
  public static final int PAGE_SIZE = 100;

  /** The messages of a window that were loaded. */
  private static final class Loaded {
    /** The nickname under which they are kept: that of the person when the window was opened. */
    private final Nickname keptUnder;

    /** The nickname of the person now, which names the window. */
    private Nickname peer;

    private Optional<KeptMessage> oldest = Optional.empty();

    /** The ticket of the page that was requested and has not arrived; 0 if there is none. */
    private long awaited;

    private boolean complete;

    private Loaded(Nickname peer) {
      this.keptUnder = peer;
      this.peer = peer;
    }
  }

  private final StorageQueue storage;
  private final InstantSource clock;

  /** By the folded nickname; only of open windows. */
  private final Map<String, Loaded> windows = new HashMap<>();

  private long tickets;

  QueryHistory(StorageQueue storage, InstantSource clock) {
    this.storage = storage;
    this.clock = clock;
  }

  /** A window was opened, which is empty: loads its newest page. */
  void onOpened(Nickname peer) {
    if (storage.keeps(StorageRequest.Kind.PRIVATE_MESSAGES)) {
      Loaded window = new Loaded(peer);
      windows.put(peer.foldedKey(), window);
      request(window, PAGE_SIZE);
    }
  }

  /** A window has another name: its older messages stay kept under the earlier nickname. */
  void onRenamed(Nickname previous, Nickname nickname) {
    Loaded window = windows.remove(previous.foldedKey());
    if (window != null) {
      window.peer = nickname;
      windows.put(nickname.foldedKey(), window);
    }
  }

  /** A window was closed: a page that arrives later is not for it. */
  void onClosed(Nickname peer) {
    windows.remove(peer.foldedKey());
  }

  /** A private message was shown: keeps it, whether its window is open or not. */
  public void onShown(Nickname peer, ServerMessage.PrivateMessage message) {
    storage.add(new StorageRequest.AppendMessage(peer, new KeptMessage(clock.instant(), message)));
  }

  /**
   * Requests the page before the loaded ones.
   *
   * @param limit how many messages at most
   * @return whether there may be older messages
   */
  public boolean requestOlder(Nickname peer, int limit) {
    Loaded window = windows.get(peer.foldedKey());
    if (window == null || window.complete) {
      return false;
    }
    if (window.awaited == 0) {
      request(window, limit);
    }
    return true;
  }

  /**
   * A requested page has arrived, to be shown above the other messages.
   *
   * @return the person whose window it belongs to; empty if the window was closed meanwhile
   */
  public Optional<Nickname> onPage(KeptPage page) {
    Optional<Loaded> found =
        windows.values().stream().filter(window -> window.awaited == page.ticket()).findFirst();
    found.ifPresent(
        window -> {
          window.awaited = 0;
          window.complete = page.complete();
          window.oldest = page.messages().stream().findFirst().or(() -> window.oldest);
        });
    return found.map(window -> window.peer);
  }

  private void request(Loaded window, int limit) {
    window.awaited = ++tickets;
    storage.add(
        new StorageRequest.LoadPage(window.keptUnder, window.oldest, limit, window.awaited));
  }
}
