package io.parley.client.reconnect;

import io.parley.client.model.WindowName;
import io.parley.client.state.ClientState;
import io.parley.client.transport.ClientHeartbeat;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
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
 * Rejoins the rooms after a reconnect, one after the other, and fetches the missed messages of
 * each. Received messages pass through it, so that no message is shown twice or omitted. Owned by
 * the client's actor.
 *
 * <p>If the server assigns no message ids, it only joins the rooms. A request that the server
 * refuses for a while is sent again, a limited number of times; only another refusal means that
 * this client is no longer in the room.
 *
 * <p>The server lets a client enter some rooms unasked, usually the lobby: the first of them
 * confirms the registration, and its fetch comes first. Rooms among them that the user has left are
 * left again ({@link DeclinedRooms}).
 */
public final class RejoinSequence {

  /**
   * The result of an event.
   *
   * @param received the messages to process and show
   * @param toSend the messages to send
   */
  public record Step(List<ServerMessage> received, List<ClientMessage> toSend) {
    Step() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  private static final ClientMessage PING = new ClientMessage.Ping();

  private static final ClientMessage HISTORY_REQUEST =
      new ClientMessage.RequestMessage(
          new Request.History(Optional.empty(), OptionalInt.empty(), OptionalLong.empty()));

  /** How often a request is sent again. */
  static final int MAX_RETRIES = 5;

  private final ClientState state;
  private final RejoinTracker tracker;
  private final int maxMessages;
  private final DeclinedRooms declined;

  /** The fetches of the rooms whose join was not requested. */
  private final Deque<ReplayFetch> waiting;

  private ReplayFetch fetch;

  /** Whether the join of its room was requested. */
  private boolean requested;

  private RoomName currentRoom = RoomName.LOBBY;
  private boolean registered;

  /** Whether the server has accepted the nickname without a room. */
  private boolean welcomed;

  private final Set<String> replayed = new HashSet<>();
  private boolean complete;
  private int progress;
  private boolean confirmsRooms = true;

  /** The last join or page request, for a retry. */
  private Optional<ClientMessage> lastRequest = Optional.empty();

  /** How often it was refused for a while. */
  private int retries;

  private boolean awaitsRetry;

  /** The fetches whose ping is unanswered; a fetch may be done before its pong. */
  private final Deque<ReplayFetch> pendingFences = new ArrayDeque<>();

  private RejoinSequence(ClientState state, int maxMessages, boolean complete) {
    this.state = state;
    this.tracker = new RejoinTracker(state);
    this.maxMessages = maxMessages;
    this.complete = complete;
    this.declined = new DeclinedRooms(state, complete ? List.of() : state.rooms().leftRooms());
    this.waiting = new ArrayDeque<>();
    state.rooms().roomsToRejoin().forEach(room -> waiting.add(replayFetch(room)));
    this.fetch = replayFetch(RoomName.LOBBY);
  }

  /** The sequence of the first connection, which is complete. */
  public static RejoinSequence firstConnection(ClientState state) {
    return new RejoinSequence(state, 0, true);
  }

  /**
   * The sequence after a reconnect.
   *
   * @param maxMessages the maximum number of messages that are replayed in each room
   */
  public static RejoinSequence afterReconnect(ClientState state, int maxMessages) {
    return new RejoinSequence(state, maxMessages, false);
  }

  /** Whether all rooms are rejoined. */
  public boolean isComplete() {
    return complete;
  }

  /** Whether all messages of a room since its marker were received. */
  public boolean hasReplayed(RoomName room) {
    return replayed.contains(room.key());
  }

  /** The room that the server has selected. */
  public RoomName currentRoom() {
    return currentRoom;
  }

  /** Handles a received message. */
  public Step onMessage(ServerMessage message) {
    Step step = new Step();
    if (message instanceof ServerMessage.Pong) {
      onPong(message, step);
    } else if (declined.contains(message)) {
      onDeclined(message, step);
    } else if (complete) {
      accept(message, step);
    } else {
      enterFirst(message);
      welcomed |= !registered && message instanceof ServerMessage.Welcomed;
      if (isExpectedJoin(message)) {
        currentRoom = fetch.room();
        fetch.onJoined(message);
      } else if (registered && message.refusal().isPresent()) {
        onRefused(message, message.refusal().get(), step);
      } else if (!acceptEarly(message) && !fetch.accept(message)) {
        accept(message, step);
      }
    }
    fetch.takeRequest().ifPresent(next -> send(next, step));
    advance(step);
    return step;
  }

  /** The user is not in this room: if it confirms the registration, no room has to be fetched. */
  private void onDeclined(ServerMessage message, Step step) {
    declined.onMessage(message).ifPresent(step.toSend()::add);
    if (message.isJoinOf(state.self()) && !complete && !registered && fetch.isJoining()) {
      state.capabilities().onSelfJoined(message.stamp());
      currentRoom = state.rooms().current();
      fetch.giveUp();
    }
  }

  /** The first room of the server is another one than the lobby. */
  private void enterFirst(ServerMessage message) {
    if (registered || !fetch.isJoining()) {
      return;
    }
    Optional<RoomName> first =
        message instanceof ServerMessage.Backlog backlog
            ? Optional.of(backlog.room())
            : message.stamp().knownRoom().filter(room -> message.isJoinOf(state.self()));
    first
        .filter(room -> !room.isSame(fetch.room()))
        .ifPresent(
            room -> {
              waiting.removeIf(next -> next.room().isSame(room));
              if (state.rooms().isIn(fetch.room())) {
                waiting.addFirst(fetch);
              }
              fetch = replayFetch(room);
              currentRoom = room;
            });
  }

  /** A later room that the server lets this client enter unasked: it is still requested. */
  private boolean acceptEarly(ServerMessage message) {
    for (ReplayFetch next : waiting) {
      if (message.isJoinOf(state.self()) && next.room().isSame(message.stamp().room())) {
        next.onEntered();
        return true;
      }
      if (next.accept(message)) {
        return true;
      }
    }
    return false;
  }

  /** The server accepted the nickname. */
  public Step onRegistered() {
    Step step = new Step();
    registered = true;
    if (!complete && fetch.isJoining() && welcomed && state.capabilities().confirmsJoins()) {
      awaitFirst(step);
    } else if (!complete && fetch.isJoining()) { // this server assigns no message ids
      confirmsRooms = false;
      fetch.giveUp();
      fetch.result().forEach(message -> accept(message, step));
      for (ReplayFetch next : waiting) {
        join(next.room(), step);
      }
      currentRoom = state.rooms().current();
      complete = true;
    }
    advance(step);
    return step;
  }

  /**
   * The server has accepted the nickname, and then tells the room into which it puts this client,
   * why it puts it into none, or nothing of that.
   */
  private void awaitFirst(Step step) {
    if (state.capabilities().supports(PING)) {
      send(PING, step);
    } else {
      requestFirst();
    }
  }

  /** The server puts this client into no room: the first one is requested as the others are. */
  private void requestFirst() {
    if (state.rooms().isIn(fetch.room())) {
      waiting.addFirst(replayFetch(fetch.room()));
    }
    currentRoom = WindowName.NO_ROOM;
    fetch.giveUp();
  }

  /** Whether the server confirms joins. */
  public boolean confirmsRooms() {
    return confirmsRooms;
  }

  /** A number that grows with each request that is sent. */
  public int progress() {
    return progress;
  }

  /** The server does not answer the last request: continues without the answer. */
  public Step onTimeout() {
    Step step = new Step();
    if (!complete && registered && !awaitsRetry) {
      RoomName room = fetch.room();
      if (fetch.isJoining()) {
        state.leave(room);
        currentRoom = room; // the server may select it later
      }
      accept(
          new ServerMessage.Notice(
              Text.sanitize("No answer from the server about the room " + room + ".")),
          step);
      fetch.giveUp();
      advance(step);
    }
    return step;
  }

  /** The number of the retry that is due after a delay, from 1; empty if none is. */
  public OptionalInt awaitedRetry() {
    return awaitsRetry ? OptionalInt.of(retries) : OptionalInt.empty();
  }

  /** The delay before the retry is over. */
  public Step onRetryDue() {
    Step step = new Step();
    if (awaitsRetry) {
      awaitsRetry = false;
      lastRequest.ifPresent(request -> send(request, step));
    }
    return step;
  }

  private void onPong(ServerMessage pong, Step step) {
    switch (state.heartbeat().nextKind()) {
      case KEEP_ALIVE -> state.heartbeat().onPong();
      case FENCE -> {
        state.heartbeat().onPong();
        boolean isFirst = !requested && fetch.isJoining();
        if (fetch.equals(pendingFences.poll())) {
          if (isFirst) {
            requestFirst();
          } else {
            fetch.onPageComplete();
          }
        }
      }
      case USER, AFTER_REQUEST, NONE -> accept(pong, step);
    }
  }

  private void onRefused(ServerMessage refused, Problem problem, Step step) {
    if (mayRetry(problem)) {
      if (retries++ == 0) {
        accept(new ServerMessage.Notice(retryNotice(problem)), step);
      }
      awaitsRetry = true;
      return;
    }
    accept(refused, step);
    if (problem.code().endsConnection()) {
      return;
    }
    if (fetch.isJoining()) {
      if (!requested) {
        currentRoom = WindowName.NO_ROOM;
      }
      state.leave(fetch.room());
    }
    fetch.giveUp();
  }

  /** Only while a request is unanswered; the first room is not joined by a request. */
  private boolean mayRetry(Problem problem) {
    boolean asked = fetch.isRequesting() || (fetch.isJoining() && requested);
    return problem.code().isTemporary() && asked && !awaitsRetry && retries < MAX_RETRIES;
  }

  private Text retryNotice(Problem problem) {
    return Text.sanitize(
        "The room "
            + fetch.room()
            + " cannot be entered again yet; trying again. "
            + problem.message());
  }

  private void advance(Step step) {
    while (registered && !complete && fetch.isDone()) {
      finishRoom(fetch, step);
      if (waiting.isEmpty()) {
        complete = true;
      } else {
        fetch = waiting.remove();
        requested = true;
        retries = 0;
        awaitsRetry = false;
        join(fetch.room(), step);
      }
    }
  }

  private void finishRoom(ReplayFetch done, Step step) {
    boolean hasAll = done.hasMarker() && done.hasJoined() && !done.isTruncated();
    if (hasAll) {
      replayed.add(done.room().key());
    }
    if (done.isHistoryReset()) {
      state.shown().forgetOldest(done.room());
      state.readMarks().forget(done.room());
    }
    if (hasAll) {
      tracker.onReplayed(done.missed());
    }
    done.result().forEach(message -> accept(message, step));
  }

  private void join(RoomName room, Step step) {
    ClientMessage join =
        new ClientMessage.RequestMessage(
            new Request.Join(room.value(), state.roomKeys().find(room)));
    if (state.capabilities().supports(join)) {
      send(join, step);
    } else {
      fetch.giveUp();
    }
  }

  private void send(ClientMessage message, Step step) {
    if (message instanceof ClientMessage.Ping) {
      state.heartbeat().onPingSent(ClientHeartbeat.Kind.FENCE);
      pendingFences.add(fetch);
    } else {
      lastRequest = Optional.of(message);
    }
    progress++;
    step.toSend().add(message);
  }

  private void accept(ServerMessage message, Step step) {
    if (tracker.onMessage(message)) {
      step.received().add(message);
    }
  }

  /** Only a server that sends stamps can be asked for its history. */
  private boolean isExpectedJoin(ServerMessage message) {
    Stamp stamp = message.stamp();
    if (!message.isJoinOf(state.self())
        || !fetch.isJoining()
        || !fetch.room().isSame(stamp.room())) {
      return false;
    }
    state.capabilities().onSelfJoined(stamp);
    return !stamp.equals(Stamp.UNKNOWN) && state.capabilities().supports(HISTORY_REQUEST);
  }

  private ReplayFetch replayFetch(RoomName room) {
    return new ReplayFetch(room, state.shown().newest(room), maxMessages);
  }
}
