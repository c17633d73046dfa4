package io.parley.client;

import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The rooms that this client is in. It talks in the one that it entered last, and where it leaves
 * that, in the one entered before; in the lobby if there is none. Thread-safe.
 */
final class Rooms {
  private static final int MOST = 1000;

  /** By their keys, in the order in which they were entered. */
  private final Map<String, RoomName> entered = new LinkedHashMap<>();

  /** Those that the server told of, by their keys. */
  private final Map<String, RoomName> others = new LinkedHashMap<>();

  /** The rooms that this client asked to enter, where the server does not tell that it did. */
  private final Map<String, RoomName> guessed = new LinkedHashMap<>();

  /**
   * The rooms that this client asked to enter, and does not know to be in, by their keys: their
   * past comes first.
   */
  private final Map<String, RoomName> coming = new Latest<>();

  /** Where this client makes the server turn to, without its user. */
  private final Deque<Switch> switches = new ArrayDeque<>();

  private record Switch(String key, CompletableFuture<Boolean> there) {}

  /** Where this client is about to come in. */
  private Optional<RoomName> heading = Optional.empty();

  private final Turns turns = new Turns();

  private boolean away;

  /** Entering a room again makes it the last one, unless this client comes back into all. */
  synchronized void enter(RoomName room) {
    heading = heading.filter(next -> !next.isSame(room));
    turns.answered(room);
    coming.remove(room.key());
    if (entered.size() >= MOST && !entered.containsKey(room.key())) {
      return; // no server lets anybody into so many
    }
    if (!away || !entered.containsKey(room.key())) {
      putLast(entered, room);
    }
  }

  /**
   * This client asks to be let into a room, or out.
   *
   * @param told whether the server tells when it is
   */
  synchronized void ask(Request request, boolean told) {
    if (request instanceof Request.Join enter) {
      RoomName room = RoomName.sanitize(enter.room());
      if (told) {
        heading = Optional.of(room);
        coming.put(room.key(), room);
      } else {
        putLast(guessed, room);
      }
    } else if (request instanceof Request.Part exit && !told) {
      exit.room()
          .map(RoomName::sanitize)
          .or(this::lastGuess)
          .map(RoomName::key)
          .ifPresent(guessed::remove);
    }
  }

  /** Whether the server is near enough to be asked to turn. */
  synchronized boolean mayTurn() {
    return !turns.isFull();
  }

  /** Its user talks in another of these rooms now; the server is about to be asked for that. */
  synchronized void turnTo(RoomName room) {
    turns.add(room);
  }

  /**
   * Its user talks in another of these rooms while nothing can be asked of the server, which turns
   * there when this client is back. False if they are not in that room.
   */
  synchronized boolean talkIn(RoomName room) {
    if (!isIn(room)) {
      return false;
    }
    putLast(entered, room);
    return true;
  }

  /** Something was refused: it may be that this client comes into a room. */
  synchronized void refused() {
    heading = Optional.empty();
  }

  /** Somebody is not let into a room: this client talks where the server has it. */
  synchronized void turnedAway() {
    turns.clear();
  }

  /** Where the server will take what is said now to be. */
  synchronized RoomName saying() {
    return heading.orElseGet(this::talking);
  }

  /** The connection is gone: the rooms stay as they are until this client is {@link #back}. */
  synchronized void away() {
    heading.or(turns::last).ifPresent(this::enter);
    turns.clear();
    coming.clear();
    away = true;
    while (!switches.isEmpty()) {
      switchRefused();
    }
  }

  /** Whether this client comes back, or cannot yet. */
  synchronized boolean isAway() {
    return away;
  }

  synchronized void back() {
    away = false;
  }

  /** The rooms to come back to, in the order in which they were entered. */
  synchronized List<RoomName> besidesLobby() {
    Map<String, RoomName> all = new LinkedHashMap<>(guessed);
    all.putAll(entered);
    all.remove(RoomName.LOBBY.key());
    return List.copyOf(all.values());
  }

  /**
   * The server is made to take what follows as said in this room. Completed when it says whether it
   * does, or is {@link #away}.
   */
  synchronized CompletableFuture<Boolean> switchTo(RoomName room) {
    CompletableFuture<Boolean> there = new CompletableFuture<>();
    switches.add(new Switch(room.key(), there));
    return there;
  }

  /** Whether that is why the server says that this client is in a room. */
  synchronized boolean hasSwitchedTo(RoomName room) {
    Optional<Switch> done =
        switches.stream().filter(one -> one.key().equals(room.key())).findFirst();
    done.ifPresent(
        one -> {
          switches.remove(one);
          one.there().complete(true);
        });
    return done.isPresent();
  }

  /** The server does not let this client into the room to which it was to turn first. */
  synchronized void switchRefused() {
    Switch first = switches.poll();
    if (first != null) {
      first.there().complete(false);
    }
  }

  /** Whether this client is in a room, as far as is known. */
  synchronized boolean has(RoomName room) {
    return room.isSame(RoomName.LOBBY)
        || entered.containsKey(room.key())
        || guessed.containsKey(room.key());
  }

  /** Leaving a room where one is not does nothing. */
  synchronized void leave(RoomName room) {
    entered.remove(room.key());
    coming.remove(room.key());
  }

  /** Whether this client asked to enter a room, and does not know to be in. */
  synchronized boolean isComing(RoomName room) {
    return coming.containsKey(room.key());
  }

  /** The rooms of which something may be told: those that this client is in, or comes into. */
  synchronized List<RoomName> places() {
    Map<String, RoomName> places = new LinkedHashMap<>(entered);
    coming.values().forEach(room -> places.putIfAbsent(room.key(), room));
    return List.copyOf(places.values());
  }

  /** Where what is said without naming a room is heard. */
  synchronized RoomName talking() {
    return turns.last().or(this::lastEntered).orElse(RoomName.LOBBY);
  }

  private Optional<RoomName> lastEntered() {
    return entered.values().stream().reduce((earlier, later) -> later);
  }

  synchronized boolean isIn(RoomName room) {
    return entered.containsKey(room.key());
  }

  /** All of them, in the order in which they were entered. */
  synchronized List<RoomName> all() {
    return List.copyOf(entered.values());
  }

  /** The server has told that there are these. */
  synchronized void told(List<RoomName> rooms) {
    others.clear();
    rooms.stream().limit(MOST).forEach(room -> others.put(room.key(), room));
  }

  /** Those that this client is in, and those that the server told of last. */
  synchronized List<RoomName> known() {
    Map<String, RoomName> known = new LinkedHashMap<>(entered);
    others.forEach(known::putIfAbsent);
    return List.copyOf(known.values());
  }

  private Optional<RoomName> lastGuess() {
    return guessed.values().stream().reduce((earlier, later) -> later);
  }

  private static void putLast(Map<String, RoomName> rooms, RoomName room) {
    rooms.remove(room.key());
    rooms.put(room.key(), room);
  }

  /** What the input line begins with: the room is named unless there is no choice. */
  synchronized String prompt(String nickname) {
    boolean lobbyAlone = entered.values().stream().allMatch(RoomName.LOBBY::isSame);
    return lobbyAlone ? nickname : nickname + " #" + talking();
  }
}
