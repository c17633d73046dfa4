package io.parley.client.state;

import io.parley.client.local.KeptMessage;
import io.parley.client.local.KeptPage;
import io.parley.client.local.StorageQueue;
import io.parley.client.local.StorageRequest;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.ServerMessage.PrivateMessage.Kept;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The earlier text of the query windows: which part of it was loaded, and what is still to be kept.
 * It is that of the server, if that keeps private messages of this user, and else what this client
 * has kept. Owned by the client's actor.
 */
public final class QueryHistory {
  /** The ids that are remembered, so that no message is shown twice. */
  private static final int MAX_SHOWN = 10_000;

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

    /** The id of the oldest message that the server has sent; empty if it has sent none. */
    private OptionalLong oldestId = OptionalLong.empty();

    /** The size of the page that the server was asked for; 0 if no answer is awaited. */
    private int asked;

    private Loaded(Nickname peer) {
      this.keptUnder = peer;
      this.peer = peer;
    }
  }

  private final StorageQueue storage;
  private final InstantSource clock;
  private final BooleanSupplier serverKeeps;

  /** The questions to the server that are not sent yet. */
  private final List<Request.Conversation> requests = new ArrayList<>();

  /** The ids of private messages that were shown, the oldest first. */
  private final Set<Long> shown = new LinkedHashSet<>();

  /** By the folded nickname; only of open windows. */
  private final Map<String, Loaded> windows = new HashMap<>();

  private long tickets;

  /**
   * @param serverKeeps whether the server keeps the private messages of this user
   */
  QueryHistory(StorageQueue storage, InstantSource clock, BooleanSupplier serverKeeps) {
    this.storage = storage;
    this.clock = clock;
    this.serverKeeps = serverKeeps;
  }

  /** A window was opened, which is empty: loads its newest page. */
  void onOpened(Nickname peer) {
    if (storage.keeps(StorageRequest.Kind.PRIVATE_MESSAGES) || serverKeeps.getAsBoolean()) {
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

  /**
   * A private message has come.
   *
   * @return whether it was shown before, or loaded with a page
   */
  public boolean isShown(ServerMessage.PrivateMessage message) {
    return message.kept().filter(kept -> shown.contains(kept.id())).isPresent();
  }

  private void addShown(long id) {
    shown.add(id);
    if (shown.size() > MAX_SHOWN) {
      shown.remove(shown.iterator().next());
    }
  }

  /** A private message was shown: keeps it, whether its window is open or not. */
  public void onShown(Nickname peer, ServerMessage.PrivateMessage message) {
    message.kept().ifPresent(kept -> addShown(kept.id()));
    Instant time = message.kept().map(Kept::time).orElseGet(clock::instant);
    storage.add(new StorageRequest.AppendMessage(peer, new KeptMessage(time, message)));
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
    if (window.awaited == 0 && window.asked == 0) {
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

  /** The questions to the server that are due. */
  public List<Request.Conversation> takeRequests() {
    List<Request.Conversation> taken = List.copyOf(requests);
    requests.clear();
    return taken;
  }

  /**
   * The server has answered with a page, to be shown above the other messages of its window,
   * without those that are there. If it has none at all, those that this client has kept follow.
   *
   * @return empty if no window has asked for it
   */
  public Optional<List<KeptMessage>> onConversation(Answer.Conversation page) {
    Loaded window = windows.get(page.nickname().foldedKey());
    if (window == null || window.asked == 0) {
      return Optional.empty();
    }
    window.complete = page.messages().size() < window.asked;
    window.asked = 0;
    if (page.messages().isEmpty() && window.oldestId.isEmpty()) {
      loadKept(window);
    }
    List<KeptMessage> unseen = new ArrayList<>();
    for (ServerMessage.PrivateMessage message : page.messages()) {
      Optional<Kept> kept = message.kept();
      if (kept.isPresent() && !shown.contains(kept.get().id())) {
        addShown(kept.get().id());
        unseen.add(new KeptMessage(kept.get().time(), message));
      }
    }
    page.messages().stream()
        .findFirst()
        .flatMap(ServerMessage.PrivateMessage::kept)
        .ifPresent(oldest -> window.oldestId = OptionalLong.of(oldest.id()));
    return Optional.of(unseen);
  }

  /**
   * The server cannot answer, or the connection is lost: windows without a page load what is kept.
   */
  public void onUnanswered() {
    requests.clear();
    for (Loaded window : windows.values()) {
      if (window.asked > 0) {
        window.asked = 0;
        if (window.oldestId.isEmpty()) {
          loadKept(window);
        }
      }
    }
  }

  private void loadKept(Loaded window) {
    if (storage.keeps(StorageRequest.Kind.PRIVATE_MESSAGES)) {
      window.complete = false;
      loadKept(window, PAGE_SIZE);
    }
  }

  private void request(Loaded window, int limit) {
    boolean local = window.oldest.isPresent() || !serverKeeps.getAsBoolean();
    if (local && storage.keeps(StorageRequest.Kind.PRIVATE_MESSAGES)) {
      loadKept(window, limit);
    } else if (!local) {
      window.asked = limit;
      requests.add(
          new Request.Conversation(window.peer.value(), OptionalInt.of(limit), window.oldestId));
    }
  }

  private void loadKept(Loaded window, int limit) {
    window.awaited = ++tickets;
    storage.add(
        new StorageRequest.LoadPage(window.keptUnder, window.oldest, limit, window.awaited));
  }
}
