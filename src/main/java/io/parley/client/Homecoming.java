package io.parley.client;

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
final class Homecoming {

  /**
   * What comes of a message.
   *
   * @param heard what to take in and show
   * @param said what to say to the server
   */
  record Step(List<ServerMessage> heard, List<ClientMessage> said) {
    Step() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  private static final ClientMessage PAST =
      new ClientMessage.RequestMessage(
          new Request.History(Optional.empty(), OptionalInt.empty(), OptionalLong.empty()));

  private final Memory memory;
  private final Remembering remembering;
  private final int most;
  private final Deque<RoomName> rooms;
  private CatchUp here;
  private RoomName last = RoomName.LOBBY;
  private boolean in;
  private final Set<String> told = new HashSet<>();
  private boolean home;
  private int progress;
  private boolean tellsWhere = true;

  /** Whose pings are still to be answered: a room may have ended before. */
  private final Deque<CatchUp> fenced = new ArrayDeque<>();

  private Homecoming(Memory memory, int most, boolean home) {
    this.memory = memory;
    this.remembering = new Remembering(memory);
    this.most = most;
    this.home = home;
    this.rooms = new ArrayDeque<>(memory.rooms().besidesLobby());
    this.here = catchUp(RoomName.LOBBY);
  }

  /** The first coming: there is nothing to come back to. */
  static Homecoming first(Memory memory) {
    return new Homecoming(memory, 0, true);
  }

  /**
   * Coming again.
   *
   * @param most how many messages of a room are caught up with
   */
  static Homecoming again(Memory memory, int most) {
    return new Homecoming(memory, most, false);
  }

  /** Whether this client is back where it was. */
  boolean isHome() {
    return home;
  }

  /** Whether whatever was kept of a room since it was shown last has been heard. */
  boolean tells(RoomName room) {
    return told.contains(room.key());
  }

  /** Where the server takes what is said to be. */
  RoomName last() {
    return last;
  }

  /** Puts a message where it belongs. */
  Step heard(ServerMessage message) {
    Step step = new Step();
    if (message instanceof ServerMessage.Pong) {
      onPong(message, step);
    } else if (home) {
      hear(message, step);
    } else if (message instanceof ServerMessage.Joined self && isComing(self)) {
      here.in(self);
    } else if (message instanceof ServerMessage.Refused refused && in) {
      onRefused(refused, step);
    } else if (!here.takes(message)) {
      hear(message, step);
    }
    here.toSay().ifPresent(next -> say(next, step));
    goOn(step);
    return step;
  }

  /** This client has been let in. */
  Step in() {
    Step step = new Step();
    in = true;
    if (!home && here.isComing()) { // what is said here has no numbers
      tellsWhere = false;
      here.giveUp();
      here.result().forEach(one -> hear(one, step));
      for (RoomName room : rooms) {
        enter(room, step);
      }
      last = memory.rooms().talking();
      home = true;
    }
    goOn(step);
    return step;
  }

  /** Whether the server tells where this client is. */
  boolean isTold() {
    return tellsWhere;
  }

  /** How far the way home has been gone: a number that grows with each step. */
  int progress() {
    return progress;
  }

  /** The server does not answer what was said last: goes on without that. */
  Step late() {
    Step step = new Step();
    if (!home && in) {
      RoomName room = here.room();
      if (here.isComing()) {
        memory.rooms().leave(room);
      }
      hear(
          new ServerMessage.Notice(
              Text.sanitize("The server does not answer what was asked about " + room + ".")),
          step);
      here.giveUp();
      goOn(step);
    }
    return step;
  }

  private void onPong(ServerMessage pong, Step step) {
    switch (memory.pings().next()) {
      case BACKGROUND -> memory.pings().answered();
      case FENCE -> {
        memory.pings().answered();
        if (here.equals(fenced.poll())) {
          here.paged();
        }
      }
      case TYPED, FOLLOWING, NONE -> hear(pong, step);
    }
  }

  private void onRefused(ServerMessage.Refused refused, Step step) {
    hear(refused, step);
    if (refused.problem().code().endsConnection()) {
      return;
    }
    if (here.isComing() && !here.room().isSame(RoomName.LOBBY)) {
      memory.rooms().leave(here.room());
    }
    here.giveUp();
  }

  private void goOn(Step step) {
    while (in && !home && here.isDone()) {
      take(here, step);
      if (rooms.isEmpty()) {
        home = true;
      } else {
        RoomName next = rooms.remove();
        here = catchUp(next);
        enter(next, step);
      }
    }
  }

  private void take(CatchUp done, Step step) {
    boolean whole = done.isMarked() && !done.isCut();
    if (whole) {
      told.add(done.room().key());
    }
    if (done.isAnew()) {
      memory.pages().forget(done.room());
    }
    for (ServerMessage one : done.result()) {
      if (whole) {
        remembering.missed(one);
      }
      hear(one, step);
    }
  }

  private void enter(RoomName room, Step step) {
    ClientMessage enter = new ClientMessage.RequestMessage(new Request.Join(room.value()));
    if (memory.abilities().can(enter)) {
      say(enter, step);
      last = room;
    } else {
      here.giveUp();
    }
  }

  private void say(ClientMessage message, Step step) {
    if (message instanceof ClientMessage.Ping) {
      memory.pings().fenced();
      fenced.add(here);
    }
    progress++;
    step.said().add(message);
  }

  private void hear(ServerMessage message, Step step) {
    if (remembering.heard(message)) {
      step.heard().add(message);
    }
  }

  /** A server that tells when it was can be asked what was before. */
  private boolean isComing(ServerMessage.Joined self) {
    if (!remembering.isOwn(self) || !here.isComing() || !here.room().isSame(self.stamp().room())) {
      return false;
    }
    memory.abilities().joined(self);
    return !self.stamp().equals(Stamp.UNKNOWN) && memory.abilities().can(PAST);
  }

  private CatchUp catchUp(RoomName room) {
    return new CatchUp(room, memory.shown().of(room), most);
  }
}
