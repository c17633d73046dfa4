package io.parley.client.reconnect;

import io.parley.client.state.ClientState;
import io.parley.client.transport.ClientHeartbeat;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The way back into the rooms where this client was, one after the other, catching up with each. It
 * lies between what the server says and what is heard of it: nothing twice, nothing left out. Used
 * by one thread at a time.
 *
 * <p>Where the server gives no numbers to what is said, the rooms are entered again, and that is
 * all.
 */
public final class RejoinSequence {

  /**
   * What comes of a message.
   *
   * @param received what to take in and show
   * @param toSend what to say to the server
   */
  public record Step(List<ServerMessage> received, List<ClientMessage> toSend) {
    Step() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  private static final ClientMessage HISTORY_REQUEST =
      new ClientMessage.RequestMessage(
          new Request.History(Optional.empty(), OptionalInt.empty(), OptionalLong.empty()));

  private final ClientState state;
  private final RejoinTracker tracker;
  private final int maxMessages;
  private final Deque<RoomName> rooms;
  private ReplayFetch fetch;
  private RoomName currentRoom = RoomName.LOBBY;
  private boolean registered;
  private final Set<String> replayed = new HashSet<>();
  private boolean complete;
  private int progress;
  private boolean confirmsRooms = true;

  /** Whose pings are still to be answered: a room may have ended before. */
  private final Deque<ReplayFetch> pendingFences = new ArrayDeque<>();

  private RejoinSequence(ClientState memory, int most, boolean home) {
    this.state = memory;
    this.tracker = new RejoinTracker(memory);
    this.maxMessages = most;
    this.complete = home;
    this.rooms = new ArrayDeque<>(memory.rooms().roomsToRejoin());
    this.fetch = replayFetch(RoomName.LOBBY);
  }

  /** The first coming: there is nothing to come back to. */
  public static RejoinSequence firstConnection(ClientState memory) {
    return new RejoinSequence(memory, 0, true);
  }

  /**
   * Coming again.
   *
   * @param most how many messages of a room are caught up with
   */
  public static RejoinSequence afterReconnect(ClientState memory, int most) {
    return new RejoinSequence(memory, most, false);
  }

  /** Whether this client is back where it was. */
  public boolean isComplete() {
    return complete;
  }

  /** Whether whatever was kept of a room since it was shown last has been heard. */
  public boolean hasReplayed(RoomName room) {
    return replayed.contains(room.key());
  }

  /** Where the server takes what is said to be. */
  public RoomName currentRoom() {
    return currentRoom;
  }

  /** Puts a message where it belongs. */
  public Step onMessage(ServerMessage message) {
    Step step = new Step();
    if (message instanceof ServerMessage.Pong) {
      onPong(message, step);
    } else if (complete) {
      accept(message, step);
    } else if (message instanceof ServerMessage.Joined self && isExpectedJoin(self)) {
      fetch.onJoined(self);
    } else if (message instanceof ServerMessage.Refused refused && registered) {
      onRefused(refused, step);
    } else if (!fetch.accept(message)) {
      accept(message, step);
    }
    fetch.takeRequest().ifPresent(next -> send(next, step));
    advance(step);
    return step;
  }

  /** This client has been let in. */
  public Step onRegistered() {
    Step step = new Step();
    registered = true;
    if (!complete && fetch.isJoining()) { // what is said here has no numbers
      confirmsRooms = false;
      fetch.giveUp();
      fetch.result().forEach(one -> accept(one, step));
      for (RoomName room : rooms) {
        enter(room, step);
      }
      currentRoom = state.rooms().current();
      complete = true;
    }
    advance(step);
    return step;
  }

  /** Whether the server tells where this client is. */
  public boolean confirmsRooms() {
    return confirmsRooms;
  }

  /** How far the way home has been gone: a number that grows with each step. */
  public int progress() {
    return progress;
  }

  /** The server does not answer what was said last: goes on without that. */
  public Step onTimeout() {
    Step step = new Step();
    if (!complete && registered) {
      RoomName room = fetch.room();
      if (fetch.isJoining()) {
        state.rooms().onLeft(room);
      }
      accept(
          new ServerMessage.Notice(
              Text.sanitize("The server does not answer what was asked about " + room + ".")),
          step);
      fetch.giveUp();
      advance(step);
    }
    return step;
  }

  private void onPong(ServerMessage pong, Step step) {
    switch (state.heartbeat().nextKind()) {
      case KEEP_ALIVE -> state.heartbeat().onPong();
      case FENCE -> {
        state.heartbeat().onPong();
        if (fetch.equals(pendingFences.poll())) {
          fetch.onPageComplete();
        }
      }
      case USER, AFTER_REQUEST, NONE -> accept(pong, step);
    }
  }

  private void onRefused(ServerMessage.Refused refused, Step step) {
    accept(refused, step);
    if (refused.problem().code().endsConnection()) {
      return;
    }
    if (fetch.isJoining() && !fetch.room().isSame(RoomName.LOBBY)) {
      state.rooms().onLeft(fetch.room());
    }
    fetch.giveUp();
  }

  private void advance(Step step) {
    while (registered && !complete && fetch.isDone()) {
      finishRoom(fetch, step);
      if (rooms.isEmpty()) {
        complete = true;
      } else {
        RoomName next = rooms.remove();
        fetch = replayFetch(next);
        enter(next, step);
      }
    }
  }

  private void finishRoom(ReplayFetch done, Step step) {
    boolean whole = done.hasMarker() && !done.isTruncated();
    if (whole) {
      replayed.add(done.room().key());
    }
    if (done.isHistoryReset()) {
      state.shown().forgetOldest(done.room());
    }
    for (ServerMessage one : done.result()) {
      if (whole) {
        tracker.onReplayed(one);
      }
      accept(one, step);
    }
  }

  private void enter(RoomName room, Step step) {
    ClientMessage enter = new ClientMessage.RequestMessage(new Request.Join(room.value()));
    if (state.capabilities().supports(enter)) {
      send(enter, step);
      currentRoom = room;
    } else {
      fetch.giveUp();
    }
  }

  private void send(ClientMessage message, Step step) {
    if (message instanceof ClientMessage.Ping) {
      state.heartbeat().onPingSent(ClientHeartbeat.Kind.FENCE);
      pendingFences.add(fetch);
    }
    progress++;
    step.toSend().add(message);
  }

  private void accept(ServerMessage message, Step step) {
    if (tracker.onMessage(message)) {
      step.received().add(message);
    }
  }

  /** A server that tells when it was can be asked what was before. */
  private boolean isExpectedJoin(ServerMessage.Joined self) {
    if (!tracker.isOwn(self) || !fetch.isJoining() || !fetch.room().isSame(self.stamp().room())) {
      return false;
    }
    state.capabilities().onSelfJoined(self);
    return !self.stamp().equals(Stamp.UNKNOWN) && state.capabilities().supports(HISTORY_REQUEST);
  }

  private ReplayFetch replayFetch(RoomName room) {
    return new ReplayFetch(room, state.shown().newest(room), maxMessages);
  }
}
