package io.parley.client.state;

import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rooms that this client is in. It talks in the one that it entered last, and where it leaves
 * that, in the one entered before; in the lobby if there is none..
 */
public final class ClientRooms {
  private static final int MAX_ROOMS = 1000;

  /** By their keys, in the order in which they were entered. */
  private final Map<String, RoomName> joined = new LinkedHashMap<>();

  /** Those that the server told of, by their keys. */
  private final Map<String, RoomName> listed = new LinkedHashMap<>();

  /** The rooms that this client asked to enter, where the server does not tell that it did. */
  private final Map<String, RoomName> assumed = new LinkedHashMap<>();

  /**
   * The rooms that this client asked to enter, and does not know to be in, by their keys: their
   * past comes first.
   */
  private final Map<String, RoomName> joining = new LruMap<>();

  /** Where this client is about to come in. */
  private Optional<RoomName> pendingJoin = Optional.empty();

  private final PendingRoomSwitches pendingSwitches = new PendingRoomSwitches();

  private boolean rejoining;

  /** Entering a room again makes it the last one, unless this client comes back into all. */
  public void onJoined(RoomName room) {
    pendingJoin = pendingJoin.filter(next -> !next.isSame(room));
    pendingSwitches.onJoined(room);
    joining.remove(room.key());
    if (joined.size() >= MAX_ROOMS && !joined.containsKey(room.key())) {
      return; // no server lets anybody into so many
    }
    if (!rejoining || !joined.containsKey(room.key())) {
      putLast(joined, room);
    }
  }

  /**
   * This client asks to be let into a room, or out.
   *
   * @param told whether the server tells when it is
   */
  public void onRequest(Request request, boolean told) {
    if (request instanceof Request.Join enter) {
      RoomName room = RoomName.sanitize(enter.room());
      if (told) {
        pendingJoin = Optional.of(room);
        joining.put(room.key(), room);
      } else {
        putLast(assumed, room);
      }
    } else if (request instanceof Request.Part exit && !told) {
      exit.room()
          .map(RoomName::sanitize)
          .or(this::lastAssumed)
          .map(RoomName::key)
          .ifPresent(assumed::remove);
    }
  }

  /** Whether the server is near enough to be asked to turn. */
  public boolean canSwitch() {
    return !pendingSwitches.isFull();
  }

  /** Its user talks in another of these rooms now; the server is about to be asked for that. */
  public void requestSwitch(RoomName room) {
    pendingSwitches.add(room);
  }

  /**
   * Its user talks in another of these rooms while nothing can be asked of the server, which turns
   * there when this client is back. False if they are not in that room.
   */
  public boolean switchOffline(RoomName room) {
    if (!isIn(room)) {
      return false;
    }
    putLast(joined, room);
    return true;
  }

  /** Something was refused: it may be that this client comes into a room. */
  public void onRefused() {
    pendingJoin = Optional.empty();
  }

  /** Somebody is not let into a room: this client talks where the server has it. */
  public void onJoinRefused() {
    pendingSwitches.clear();
  }

  /** Where the server will take what is said now to be. */
  public RoomName targetRoom() {
    return pendingJoin.orElseGet(this::current);
  }

  /**
   * The connection is gone: the rooms stay as they are until this client is {@link #onRejoined}.
   */
  void onConnectionLost() {
    pendingJoin.or(pendingSwitches::last).ifPresent(this::onJoined);
    pendingSwitches.clear();
    joining.clear();
    rejoining = true;
  }

  /** Whether this client comes back, or cannot yet. */
  public boolean isRejoining() {
    return rejoining;
  }

  public void onRejoined() {
    rejoining = false;
  }

  /** The rooms to come back to, in the order in which they were entered. */
  public List<RoomName> roomsToRejoin() {
    Map<String, RoomName> all = new LinkedHashMap<>(assumed);
    all.putAll(joined);
    all.remove(RoomName.LOBBY.key());
    return List.copyOf(all.values());
  }

  /** Whether this client is in a room, as far as is known. */
  public boolean mayBeIn(RoomName room) {
    return room.isSame(RoomName.LOBBY)
        || joined.containsKey(room.key())
        || assumed.containsKey(room.key());
  }

  /** Leaving a room where one is not does nothing. */
  public void onLeft(RoomName room) {
    joined.remove(room.key());
    joining.remove(room.key());
  }

  /** Whether this client asked to enter a room, and does not know to be in. */
  public boolean isJoining(RoomName room) {
    return joining.containsKey(room.key());
  }

  /** The rooms of which something may be told: those that this client is in, or comes into. */
  List<RoomName> visibleRooms() {
    Map<String, RoomName> places = new LinkedHashMap<>(joined);
    joining.values().forEach(room -> places.putIfAbsent(room.key(), room));
    return List.copyOf(places.values());
  }

  /** Where what is said without naming a room is heard. */
  public RoomName current() {
    return pendingSwitches.last().or(this::lastJoined).orElse(RoomName.LOBBY);
  }

  private Optional<RoomName> lastJoined() {
    return joined.values().stream().reduce((earlier, later) -> later);
  }

  public boolean isIn(RoomName room) {
    return joined.containsKey(room.key());
  }

  /** All of them, in the order in which they were entered. */
  List<RoomName> all() {
    return List.copyOf(joined.values());
  }

  /** The server has told that there are these. */
  public void onRoomList(List<RoomName> rooms) {
    listed.clear();
    rooms.stream().limit(MAX_ROOMS).forEach(room -> listed.put(room.key(), room));
  }

  /** Those that this client is in, and those that the server told of last. */
  public List<RoomName> known() {
    Map<String, RoomName> known = new LinkedHashMap<>(joined);
    listed.forEach(known::putIfAbsent);
    return List.copyOf(known.values());
  }

  private Optional<RoomName> lastAssumed() {
    return assumed.values().stream().reduce((earlier, later) -> later);
  }

  private static void putLast(Map<String, RoomName> rooms, RoomName room) {
    rooms.remove(room.key());
    rooms.put(room.key(), room);
  }

  /** What the input line begins with: the room is named unless there is no choice. */
  String prompt(String nickname) {
    boolean lobbyAlone = joined.values().stream().allMatch(RoomName.LOBBY::isSame);
    return lobbyAlone ? nickname : nickname + " #" + current();
  }
}
