package io.parley.client.state;

import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rooms that this client has joined. The current room is the room that was joined last; the
 * lobby if there is none. Owned by the client's actor.
 */
public final class ClientRooms {
  private static final int MAX_ROOMS = 1000;

  /** By room key, in the order of the joins. */
  private final Map<String, RoomName> joined = new LinkedHashMap<>();

  /** The last room list of the server, by room key. */
  private final Map<String, RoomName> listed = new LinkedHashMap<>();

  /** The rooms that this client requested to join, for a server that does not confirm joins. */
  private final Map<String, RoomName> assumed = new LinkedHashMap<>();

  /**
   * The rooms with a join request that the server has not confirmed, by room key. Their backlog
   * arrives before the confirmation.
   */
  private final Map<String, RoomName> joining = new LruMap<>();

  /** The room of the last join request; empty if it is answered. */
  private Optional<RoomName> pendingJoin = Optional.empty();

  private final PendingRoomSwitches pendingSwitches = new PendingRoomSwitches();

  private boolean rejoining;

  /**
   * Handles the own join. Joining a room again makes it the current room, except during a rejoin.
   */
  public void onJoined(RoomName room) {
    pendingJoin = pendingJoin.filter(next -> !next.isSame(room));
    pendingSwitches.onJoined(room);
    joining.remove(room.key());
    if (joined.size() >= MAX_ROOMS && !joined.containsKey(room.key())) {
      return; // no server permits so many joins
    }
    if (!rejoining || !joined.containsKey(room.key())) {
      putLast(joined, room);
    }
  }

  /**
   * A join or leave request is sent.
   *
   * @param confirmed whether the server confirms joins and leaves
   */
  public void onRequest(Request request, boolean confirmed) {
    if (request instanceof Request.Join join) {
      RoomName room = RoomName.sanitize(join.room());
      if (confirmed) {
        pendingJoin = Optional.of(room);
        joining.put(room.key(), room);
      } else {
        putLast(assumed, room);
      }
    } else if (request instanceof Request.Part part && !confirmed) {
      part.room()
          .map(RoomName::sanitize)
          .or(this::lastAssumed)
          .map(RoomName::key)
          .ifPresent(assumed::remove);
    }
  }

  /** Whether another switch may be requested: few switches are unanswered. */
  public boolean canSwitch() {
    return !pendingSwitches.isFull();
  }

  /** Makes another room current at once; the request to the server follows. */
  public void requestSwitch(RoomName room) {
    pendingSwitches.add(room);
  }

  /**
   * Makes another room current while there is no connection; the server selects it after the
   * rejoin. Returns false if this client is not in the room.
   */
  public boolean switchOffline(RoomName room) {
    if (!isIn(room)) {
      return false;
    }
    putLast(joined, room);
    return true;
  }

  /** The server refused a request, which may be the join request. */
  public void onRefused() {
    pendingJoin = Optional.empty();
  }

  /** The server refused a join: the current room is the room that the server has selected. */
  public void onJoinRefused() {
    pendingSwitches.clear();
  }

  /** The room to which the server delivers a text that is sent now. */
  public RoomName targetRoom() {
    return pendingJoin.orElseGet(this::current);
  }

  /** The connection is lost: the rooms do not change until {@link #onRejoined}. */
  void onConnectionLost() {
    pendingJoin.or(pendingSwitches::last).ifPresent(this::onJoined);
    pendingSwitches.clear();
    joining.clear();
    rejoining = true;
  }

  /** Whether the connection was lost and the rejoin is not complete. */
  public boolean isRejoining() {
    return rejoining;
  }

  public void onRejoined() {
    rejoining = false;
  }

  /** The rooms to rejoin, in the order of the joins. */
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

  /** Removes a room; does nothing if this client is not in it. */
  public void onLeft(RoomName room) {
    joined.remove(room.key());
    joining.remove(room.key());
  }

  /** Whether a join request for the room is unconfirmed. */
  public boolean isJoining(RoomName room) {
    return joining.containsKey(room.key());
  }

  /** The joined rooms, then the rooms with an unconfirmed join request. */
  List<RoomName> visibleRooms() {
    Map<String, RoomName> visible = new LinkedHashMap<>(joined);
    joining.values().forEach(room -> visible.putIfAbsent(room.key(), room));
    return List.copyOf(visible.values());
  }

  /** The room that receives texts that name no room. */
  public RoomName current() {
    return pendingSwitches.last().or(this::lastJoined).orElse(RoomName.LOBBY);
  }

  private Optional<RoomName> lastJoined() {
    return joined.values().stream().reduce((earlier, later) -> later);
  }

  public boolean isIn(RoomName room) {
    return joined.containsKey(room.key());
  }

  /** All joined rooms, in the order of the joins. */
  List<RoomName> all() {
    return List.copyOf(joined.values());
  }

  /** The server sent its room list. */
  public void onRoomList(List<RoomName> rooms) {
    listed.clear();
    rooms.stream().limit(MAX_ROOMS).forEach(room -> listed.put(room.key(), room));
  }

  /** The joined rooms, then those of the last room list. */
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

  /** The text before the input line. It names the room unless the lobby is the only room. */
  String prompt(String nickname) {
    boolean lobbyAlone = joined.values().stream().allMatch(RoomName.LOBBY::isSame);
    return lobbyAlone ? nickname : nickname + " #" + current();
  }
}
