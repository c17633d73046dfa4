package io.parley.client;

import io.parley.client.delivery.Outbox;
import io.parley.client.model.ScreenTraits;
import io.parley.client.model.ScreenUpdate;
import io.parley.client.model.ScreenUpdates;
import io.parley.client.state.ClientState;
import io.parley.client.state.ReadMarks;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Tells the server what the user has seen. Owned by the client's actor.
 *
 * <ol>
 *   <li>With windows: the newest message of the shown room, once it is drawn and unless the window
 *       is scrolled up. On another terminal: each message that is printed, in any room. A script
 *       sees nothing.
 *   <li>{@link ReadMarks} says when a mark is due. One of a window that is left is due at once.
 * </ol>
 */
final class ReadMarkSender {
  /** Nobody reads a window that is passed by on the way to another one. */
  private static final Duration MIN_VIEW = Duration.ofMillis(500);

  private final ScreenTraits screen;
  private final ClientState state;
  private final Outbox outbox;
  private final ScreenUpdates updates;
  private final TimerScheduler<ClientActor.Command> timers;
  private final LongSupplier nanoTime;

  /** The newest messages in the frame that is being drawn, by the rooms' keys. */
  private Map<String, Long> drawing = Map.of();

  /** The newest messages that are drawn, in windows that may be hidden, by the rooms' keys. */
  private Map<String, Long> drawn = Map.of();

  /** The window that shows its newest line. */
  private Optional<RoomName> view = Optional.empty();

  /** Since when. */
  private long viewedSince;

  /** When the timer is due; empty if it is not started. */
  private OptionalLong due = OptionalLong.empty();

  ReadMarkSender(
      ScreenTraits screen,
      ClientState state,
      Outbox outbox,
      ScreenUpdates updates,
      TimerScheduler<ClientActor.Command> timers,
      LongSupplier nanoTime) {
    this.screen = screen;
    this.state = state;
    this.outbox = outbox;
    this.updates = updates;
    this.timers = timers;
    this.nanoTime = nanoTime;
  }

  /**
   * A frame with all lines so far is sent to the screen. After a lost connection newer messages are
   * held back until the missed ones are there.
   */
  void onFrameBegun() {
    if (!screen.interactive() || state.rooms().isRejoining()) {
      return;
    }
    drawing = new HashMap<>();
    for (RoomName room : state.rooms().all()) {
      OptionalLong newest = state.shown().newest(room).id();
      newest.ifPresent(id -> drawing.put(room.key(), id));
    }
  }

  /** The frame is drawn. */
  void onDrawn() {
    drawn = drawing;
    see();
  }

  /**
   * The screen shows another window, or is scrolled.
   *
   * @param newest the window whose newest line is shown; empty if that is none
   */
  void onView(Optional<RoomName> newest) {
    see();
    view.filter(left -> !Optional.of(left).equals(newest)).ifPresent(this::leave);
    view = newest;
    viewedSince = nanoTime.getAsLong();
  }

  private void leave(RoomName room) {
    state.readMarks().onHidden(room);
    if (state.readMarks().isTold(room)) {
      updates.add(new ScreenUpdate.RoomRead(room, state.readMarks().newest(room), true));
    }
  }

  /** The user sees what is drawn. */
  private void see() {
    if (!screen.interactive()) {
      return;
    }
    if (state.rooms().isStarting()) {
      viewedSince = nanoTime.getAsLong(); // the window of the start follows when all are entered
      return;
    }
    if (!screen.windows()) {
      state.rooms().all().forEach(this::see);
    } else if (viewNanos(nanoTime.getAsLong()) <= 0) {
      view.ifPresent(this::see);
    }
  }

  private void see(RoomName room) {
    Optional.ofNullable(drawn.get(room.key())).ifPresent(id -> state.readMarks().onSeen(room, id));
  }

  /** The time until the window was shown for long enough. */
  private long viewNanos(long now) {
    return viewedSince + MIN_VIEW.toNanos() - now;
  }

  /** The timer is due. */
  void onDue() {
    due = OptionalLong.empty();
  }

  /** Sends the marks that are due. */
  void advance() {
    if (!state.registration().isRegistered() || !state.delivery().isOpen()) {
      return;
    }
    see();
    long now = nanoTime.getAsLong();
    Optional<Request.MarkRead> mark = state.readMarks().next(now);
    while (mark.isPresent()) {
      outbox.add(new ClientMessage.RequestMessage(mark.get()));
      mark = state.readMarks().next(now);
    }
    state.readMarks().delay(now).ifPresent(delay -> startTimer(now, delay.toNanos()));
    if (view.isPresent() && viewNanos(now) > 0) {
      startTimer(now, viewNanos(now));
    }
  }

  private void startTimer(long now, long delay) {
    if (due.isEmpty() || due.getAsLong() - now > delay) {
      due = OptionalLong.of(now + delay);
      timers.startSingleTimer(
          ClientActor.TimerKey.READ_MARK,
          new ClientActor.ReadMarkDue(),
          Duration.ofNanos(Math.max(1, delay)));
    }
  }
}
