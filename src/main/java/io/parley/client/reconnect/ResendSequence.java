package io.parley.client.reconnect;

import io.parley.client.delivery.DeliveryTracker;
import io.parley.client.delivery.Outbox;
import io.parley.client.delivery.OutgoingMessage;
import io.parley.client.model.WindowName;
import io.parley.client.state.ClientState;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sends the unsent texts over a new connection, each to the room where it was typed; then new texts
 * are sent at once again. Texts are sent no further ahead of their answers than the window of the
 * {@code AnswerTracker}: the connection may have been lost because the server got too many. Owned
 * by the client's actor, which calls {@link #advance} after each event and drops this object when
 * the connection is lost.
 */
public final class ResendSequence {
  private final ClientState state;
  private final Outbox outbox;
  private final boolean confirmsRooms;

  /** The rooms that the server refused, by their keys. */
  private final Set<String> refusedRooms = new HashSet<>();

  /** The room that the server has selected for this client. */
  private RoomName selected;

  private Optional<RoomName> selecting = Optional.empty();
  private int steps;
  private boolean unlimited;
  private boolean done;

  /**
   * Nothing is sent yet.
   *
   * @param selected the room that the server has selected
   * @param confirmsRooms whether the server confirms joins
   */
  public ResendSequence(
      ClientState state, Outbox outbox, RoomName selected, boolean confirmsRooms) {
    this.state = state;
    this.outbox = outbox;
    this.selected = selected;
    this.confirmsRooms = confirmsRooms;
  }

  /** Whether everything is sent. */
  public boolean isDone() {
    return done;
  }

  /** The number of the last message, if the server's answer is awaited; empty if it is not. */
  public Optional<Integer> awaitedStep() {
    boolean awaits = selecting.isPresent() ? !isAnswered() : isWindowFull();
    return awaits && !done ? Optional.of(steps) : Optional.empty();
  }

  /** The server does not answer: the room counts as refused, or the texts are sent without it. */
  public void onTimeout(int step) {
    if (!awaitedStep().equals(Optional.of(step))) {
      return;
    }
    if (selecting.isPresent()) {
      state.serverSwitch().refuse(); // a later answer is shown
    } else {
      unlimited = true;
    }
  }

  /**
   * Sends the next message, if nothing is awaited.
   *
   * @return texts that are not sent, as their room refused this client
   */
  public List<OutgoingMessage> advance() {
    List<OutgoingMessage> unsent = new ArrayList<>();
    while (!done && isAnswered() && !isWindowFull() && outbox.isEmpty()) {
      selecting.ifPresent(this::onAnswered);
      selecting = Optional.empty();
      unsent.addAll(takeRefused());
      sendNext();
    }
    return unsent;
  }

  private boolean isAnswered() {
    return selecting.isEmpty() || !confirmsRooms || state.serverSwitch().result().isPresent();
  }

  private boolean isWindowFull() {
    return !unlimited && state.delivery().unsentCount() > 0 && !state.answers().hasWindow();
  }

  private void onAnswered(RoomName room) {
    if (!confirmsRooms || state.serverSwitch().result().orElse(false)) {
      selected = room;
    } else {
      refusedRooms.add(room.key());
      state.leave(room);
    }
  }

  private void sendNext() {
    DeliveryTracker delivery = state.delivery();
    RoomName wanted = delivery.nextRoom().orElseGet(state.rooms()::current);
    RoomName room = refusedRooms.contains(wanted.key()) ? selected : wanted;
    ClientMessage join = new ClientMessage.RequestMessage(new Request.Join(room.value()));
    if (!room.isSame(selected)
        && !room.isSame(WindowName.NO_ROOM)
        && state.capabilities().supports(join)) {
      state.serverSwitch().expect(room);
      selecting = Optional.of(room);
      steps++;
      outbox.add(join);
      return;
    }
    Optional<OutgoingMessage> next = delivery.takeNext();
    if (next.isPresent()) {
      steps++;
      if (next.get().message() instanceof ClientMessage.RequestMessage request) {
        state.answers().onRequestSent(request.request(), false);
      } else {
        state.answers().onTextSent();
      }
      outbox.add(next.get());
    } else {
      state.onReady();
      done = true;
    }
  }

  /** A text that was typed for a room must not be sent to another. */
  private List<OutgoingMessage> takeRefused() {
    return refusedRooms.isEmpty()
        ? List.of()
        : state
            .delivery()
            .takeUnsent(text -> !text.isPrivate() && refusedRooms.contains(text.room().key()));
  }
}
