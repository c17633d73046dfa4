package io.parley.client.state;

import io.parley.client.model.WindowName;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rooms that this client has joined. The current room is the room that was joined last. Before
 * the first join it is the lobby, and after the last leave {@link WindowName#NO_ROOM}. Owned by the
 * client's actor.
 */
public final class ClientRooms {
  private static final int MAX_ROOMS = 1000;

  /** By room key, in the order of the joins. */
  private final Map<String, RoomName> joined = new LinkedHashMap<>();

  private final PendingJoins pendingJoins = new PendingJoins();
  private final PendingRoomSwitches pendingSwitches = new PendingRoomSwitches();
  private final AssumedRooms assumed = new AssumedRooms();

  /** The rooms of the start, until the server has answered their join requests. */
  private List<RoomName> starting = List.of();

  /** The rooms of the start, in the order of their windows. */
  private List<RoomName> startOrder = List.of();

  /** Whether the server has refused anything since the start: one of its joins, perhaps. */
  private boolean refused;

  /** The room that is current when the client has joined the rooms of the start. */
  private RoomName startRoom = RoomName.LOBBY;

  private boolean rejoining;

  /** The rooms that the server lets this client enter unasked, until it confirms that. */
  private final Map<String, RoomName> entering = new LruMap<>();

  /** The rooms that this client has left, by their keys. */
  private final Map<String, RoomName> left = new LruMap<>();

  /** Whether the server has said that this client is in no room. */
  private boolean nowhere;

  /**
   * Handles the own join. Joining a room again makes it the current room, except during a rejoin.
   */
  public void onJoined(RoomName room) {
    boolean unasked = entering.remove(room.key()) != null;
    left.remove(room.key());
    pendingJoins.onJoined(room);
    pendingSwitches.onJoined(room);
    if (joined.size() >= MAX_ROOMS && !isIn(room)) {
      return; // no server permits so many joins
    }
    if (!rejoining || !isIn(room)) {
      Optional<RoomName> current = lastJoined().filter(any -> unasked && !isIn(room));
      putLast(room);
      current.ifPresent(this::putLast); // as on the server, the first room stays the current one
    }
    nowhere = false;
    if (starting.stream().anyMatch(room::isSame) && isIn(startRoom)) {
      putLast(startRoom); // a room may confirm its join later than another one its selection
    }
  }

  /** Removes a room; does nothing if this client is not in it. */
  public void onLeft(RoomName room) {
    joined.remove(room.key());
    left.put(room.key(), room);
    nowhere = joined.isEmpty();
    starting = starting.stream().filter(each -> !each.isSame(room)).toList();
    pendingJoins.onLeft(room);
  }

  /** The server lets this client enter a room, and tells its members and messages first. */
  public void onEntering(RoomName room) {
    if (!isIn(room) && !isJoining(room)) {
      entering.put(room.key(), room);
    }
  }

  /** The server says that this client is not in a room: without any, it is in none. */
  public void onNotInRoom() {
    nowhere = joined.isEmpty();
  }

  /** Whether this client is in no room and enters none, so that nobody can read a text. */
  public boolean isNowhere() {
    return nowhere && pendingJoins.last().isEmpty();
  }

  /** The rooms that this client has left, and not joined again. */
  public List<RoomName> leftRooms() {
    return List.copyOf(left.values());
  }

  /** The current room of a client without rooms. */
  public RoomName placeholder() {
    return nowhere ? WindowName.NO_ROOM : RoomName.LOBBY;
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
        pendingJoins.onRequested(room);
      } else {
        assumed.onJoinRequested(room);
      }
    } else if (request instanceof Request.Part part && !confirmed) {
      assumed.onPartRequested(part.room().map(RoomName::sanitize));
    }
  }

  /** Whether another switch may be requested: few switches are unanswered. */
  public boolean canSwitch() {
    return !pendingSwitches.isFull();
  }

  /** Makes another room current at once; the request to the server follows. */
  public void requestSwitch(RoomName room) {
    startRoom = room; // the user has chosen another one than that of the start
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
    putLast(room);
    return true;
  }

  /** The server refused a request, which may be the join request. */
  public void onRefused() {
    refused = true;
    pendingJoins.onRefused();
  }

  /** The server refused a join: the current room is the room that the server has selected. */
  public void onJoinRefused() {
    pendingSwitches.clear();
  }

  /**
   * The client joins these rooms at its start. If the connection is lost before the server answers,
   * the rejoin requests them again.
   *
   * @param shown the room that is selected last, which stays current whatever the order of the
   *     answers
   */
  public void onStart(List<RoomName> rooms, RoomName shown) {
    starting = List.copyOf(rooms);
    startOrder = starting;
    startRoom = shown;
    refused = false;
  }

  /**
   * The server has answered all requests. Unless it has refused one, it confirms the remaining
   * joins of the start later: a notice, such as that of a topic, counts as an answer.
   */
  public void onStartAnswered() {
    starting = refused ? List.of() : starting.stream().filter(room -> !isIn(room)).toList();
  }

  /**
   * Whether some rooms of the start are not entered yet, so that another one is shown meanwhile.
   */
  public boolean isStarting() {
    return starting.stream().anyMatch(room -> !isIn(room));
  }

  /** The connection is lost: the rooms do not change until {@link #onRejoined}. */
  void onConnectionLost() {
    starting.stream().filter(room -> !isIn(room)).forEach(this::onJoined);
    starting = List.of();
    pendingJoins.last().or(pendingSwitches::last).ifPresent(this::onJoined);
    pendingSwitches.clear();
    pendingJoins.clear();
    entering.clear();
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
    Map<String, RoomName> all = new LinkedHashMap<>();
    assumed.rooms().forEach(room -> all.put(room.key(), room));
    all.putAll(joined);
    all.remove(RoomName.LOBBY.key());
    return List.copyOf(all.values());
  }

  /** The rooms to enter at the next start, without the lobby. */
  public List<RoomName> roomsToKeep() {
    Map<String, RoomName> all = new LinkedHashMap<>();
    starting.forEach(room -> all.put(room.key(), room));
    roomsToRejoin().forEach(room -> all.put(room.key(), room));
    return List.copyOf(all.values());
  }

  /** Whether this client is in a room, as far as is known. */
  public boolean mayBeIn(RoomName room) {
    boolean unconfirmedLobby = room.isSame(RoomName.LOBBY) && !left.containsKey(room.key());
    return unconfirmedLobby || isIn(room) || assumed.contains(room);
  }

  public boolean isIn(RoomName room) {
    return joined.containsKey(room.key());
  }

  /** Whether a join request for the room is unconfirmed. */
  public boolean isJoining(RoomName room) {
    return pendingJoins.contains(room) || entering.containsKey(room.key());
  }

  /** Whether this client has requested to join the room, and the join is unconfirmed. */
  public boolean isRequested(RoomName room) {
    return pendingJoins.contains(room);
  }

  /** The room that receives texts that name no room. */
  public RoomName current() {
    return pendingSwitches.last().or(this::lastJoined).orElseGet(this::placeholder);
  }

  /** The room to which the server delivers a text that is sent now. */
  public RoomName targetRoom() {
    return pendingJoins.last().orElseGet(this::current);
  }

  /** All joined rooms, in the order of the joins. */
  public List<RoomName> all() {
    return List.copyOf(joined.values());
  }

  /**
   * The rooms that this client is in or has asked for, in the order in which new ones get windows:
   * those of the start first, as the confirmations of several joins may come together.
   */
  List<RoomName> visibleRooms() {
    Map<String, RoomName> known = new LinkedHashMap<>(joined);
    if (nowhere) {
      known.put(WindowName.NO_ROOM.key(), WindowName.NO_ROOM);
    }
    entering.values().forEach(room -> known.putIfAbsent(room.key(), room));
    pendingJoins.rooms().forEach(room -> known.putIfAbsent(room.key(), room));
    Map<String, RoomName> visible = new LinkedHashMap<>();
    startOrder.stream()
        .filter(room -> known.containsKey(room.key()))
        .forEach(room -> visible.put(room.key(), room));
    known.forEach(visible::putIfAbsent);
    return List.copyOf(visible.values());
  }

  private Optional<RoomName> lastJoined() {
    return joined.values().stream().reduce((earlier, later) -> later);
  }

  private void putLast(RoomName room) {
    joined.remove(room.key());
    joined.put(room.key(), room);
  }

  /** The text before the input line. It names the room unless the lobby is the only room. */
  String prompt(String nickname) {
    if (current().isSame(WindowName.NO_ROOM)) {
      return nickname + " " + WindowName.title(WindowName.NO_ROOM);
    }
    boolean lobbyAlone = joined.values().stream().allMatch(RoomName.LOBBY::isSame);
    return lobbyAlone ? nickname : nickname + " #" + current();
  }
}
